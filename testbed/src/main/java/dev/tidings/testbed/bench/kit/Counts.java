package dev.tidings.testbed.bench.kit;

import dev.tidings.local.settings.UserError;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts as people write them. */
public final class Counts {
    private Counts() {}

    /**
     * 250, 30k or 10m.
     *
     * @throws UserError where it is neither
     */
    public static int of(String text) {
        String plain = text.toLowerCase(Locale.ROOT);
        if (!plain.matches("\\d{1,9}[km]?")) {
            throw new UserError("\"" + text + "\" is no count: 250, 30k or 10m.");
        }
        int unit = plain.endsWith("k") ? 1_000 : plain.endsWith("m") ? 1_000_000 : 1;
        return Math.multiplyExact(Integer.parseInt(plain.replaceAll("[km]$", "")), unit);
    }

    /**
     * What an option gives, or else what is usual.
     *
     * @param option its name, for whom it is wrong
     * @throws UserError where it gives no count, or nothing
     */
    public static int of(String option, @Nullable String given, int usual) {
        int count = given == null ? usual : of(given);
        if (count < 1) {
            throw new UserError(option + " is \"" + given + "\": at least 1 is needed.");
        }
        return count;
    }
}
