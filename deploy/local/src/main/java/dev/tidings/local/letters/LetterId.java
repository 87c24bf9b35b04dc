package dev.tidings.local.letters;

import dev.tidings.local.settings.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dead letter's place in tidings.dead-letters, written 3@42: partition and offset. */
record LetterId(int partition, long offset) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})@(\\d{1,18})");

    /**
     * The id that is written so.
     *
     * @throws UserError where it is none
     */
    static LetterId of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new UserError("\"" + text + "\" is no dead letter's id: it is written 3@42, as in the list.");
        }
        return new LetterId(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
