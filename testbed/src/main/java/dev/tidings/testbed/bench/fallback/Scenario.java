package dev.tidings.testbed.bench.fallback;

import java.util.Locale;

/** What is measured, in the order in which it is done. */
enum Scenario {
    DEADLINES,
    OPEN,
    STORM;

    /** The name in reports and on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
