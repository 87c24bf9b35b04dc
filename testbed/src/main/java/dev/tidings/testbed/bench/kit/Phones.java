package dev.tidings.testbed.bench.kit;

import java.util.Locale;

/** Telephone numbers, a million of them. */
public final class Phones {
    private static final int ALL = 1_000_000;

    private Phones() {}

    /** That of the message with this number. */
    public static String of(int number) {
        return "+6581" + String.format(Locale.ROOT, "%06d", number % ALL);
    }
}
