package dev.tidings.local.ops;

import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides how a request is answered. What can be asked for is a closed list, so no path leads anywhere else. */
final class Site {
    private static final String OVERVIEW = "/api/overview";
    private static final int LONGEST_TARGET = 256;
    private static final Pattern SINCE = Pattern.compile("since=(\\d{1,15})");

    /** A page of another name that leads to this machine (DNS rebinding) must not read what is for its user alone. */
    private static final Pattern THIS_MACHINE = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final Map<String, Answer> files;
    private final LongFunction<String> overview;

    /**
     * The site.
     *
     * @param files by their paths
     * @param overview as JSON, with the points of the plots that are later than that: UTC milliseconds
     */
    Site(Map<String, Answer> files, LongFunction<String> overview) {
        this.files = Map.copyOf(files);
        this.overview = overview;
    }

    /**
     * The answer to a request.
     *
     * @param path decoded or not: nothing that needs decoding is ever found
     * @param query absent where there is none
     * @param host as the browser was told it; absent: refused
     */
    Answer answer(String method, String path, @Nullable String query, @Nullable String host) {
        if (host == null || !THIS_MACHINE.matcher(host).matches()) {
            return Answer.refused(421, "Ask localhost.");
        }
        if (!METHODS.contains(method)) {
            return Answer.refused(405, "This page is only read.");
        }
        if (path.length() + (query == null ? 0 : query.length()) > LONGEST_TARGET) {
            return Answer.refused(414, "Too long.");
        }
        if (path.equals(OVERVIEW)) {
            return overview(query == null ? "since=0" : query);
        }
        Answer file = files.get(path);
        return file == null ? Answer.refused(404, "There is nothing here.") : file;
    }

    private Answer overview(String query) {
        Matcher since = SINCE.matcher(query);
        return since.matches()
                ? Answer.ok("application/json", overview.apply(Long.parseLong(since.group(1))))
                : Answer.refused(400, "Ask with since=MILLISECONDS.");
    }
}
