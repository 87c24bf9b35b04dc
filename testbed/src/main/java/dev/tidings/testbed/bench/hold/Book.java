package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Measures;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Where a subject's figures are put down: into the measures, and in words as they come.
 *
 * @param subject whose they are
 * @param run which run, for the words: 2/5
 */
record Book(String subject, String run, Measures measures, PrintStream out) {
    void put(String scenario, String metric, double value) {
        measures.add(scenario, subject, metric, value);
    }

    /** Another subject's, of the same run. */
    Book as(String other) {
        return new Book(other, run, measures, out);
    }

    /** One whose figures are told and not kept. */
    Book aside() {
        return new Book(subject, run, new Measures(), out);
    }

    void say(String text) {
        out.println("[" + subject + " " + run + "] " + text);
        out.flush();
    }

    /** What came of a batch. */
    void put(String scenario, Tally tally) {
        put(scenario, "lateness_p50_ms", tally.lateness().p50());
        put(scenario, "lateness_p99_ms", tally.lateness().p99());
        put(scenario, "lateness_max_ms", tally.lateness().max());
        put(scenario, "early", tally.early());
        put(scenario, "lost", tally.lost());
        put(scenario, "repeated", tally.repeated());
        say(String.format(
                Locale.ROOT,
                "%-7s late p50 %.1f, p99 %.1f, last %.1f ms; of %,d early %,d, lost %,d, repeated %,d",
                scenario,
                tally.lateness().p50(),
                tally.lateness().p99(),
                tally.lateness().max(),
                tally.expected(),
                tally.early(),
                tally.lost(),
                tally.repeated()));
    }

    /** What came of a burst: the last of it counts too. */
    void putBurst(String scenario, Tally tally) {
        put(scenario, tally);
        put(scenario, "last_out_ms", tally.lateness().max());
        put(
                scenario,
                "rate_per_s",
                tally.expected() / Math.max(0.001, tally.lateness().max() / 1000));
    }
}
