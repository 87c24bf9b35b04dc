package dev.tidings.testbed.bench.dispatch;

import java.util.Locale;

/** What is measured, in the order in which it is done. */
enum Scenario {
    CPU,
    LATENCY_100MS,
    HANGING_ACCOUNT,
    HANGING_PROVIDER,
    LIMITED_ACCOUNT,
    BULK_BACKLOG,
    KILL;

    /** The name in reports and on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
