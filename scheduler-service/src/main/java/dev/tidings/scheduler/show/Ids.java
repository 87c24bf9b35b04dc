package dev.tidings.scheduler.show;

import dev.tidings.contract.RequestRules;
import java.util.regex.Pattern;

/** Ids of what is held: a request's, or a retry's or a deadline's, which is its request's with a slash and more. */
final class Ids {
    /** {@code /step/attempt@time} or {@code /step@time}. */
    private static final Pattern MORE = Pattern.compile("(/\\d{1,10}){1,2}@\\d{1,19}");

    private Ids() {}

    static boolean isId(String id) {
        String request = requestOf(id);
        String more = id.substring(request.length());
        return RequestRules.isRequestId(request)
                && (more.isEmpty() || MORE.matcher(more).matches());
    }

    /** What its partition was chosen by. */
    static String requestOf(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }
}
