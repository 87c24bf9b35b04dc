package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Book;
import java.util.Locale;

/** Puts down what came of batches. */
final class Tallies {
    private Tallies() {}

    /** What came of a batch. */
    static void put(Book book, String scenario, Tally tally) {
        book.put(scenario, "lateness_p50_ms", tally.lateness().p50());
        book.put(scenario, "lateness_p99_ms", tally.lateness().p99());
        book.put(scenario, "lateness_max_ms", tally.lateness().max());
        book.put(scenario, "early", tally.early());
        book.put(scenario, "lost", tally.lost());
        book.put(scenario, "repeated", tally.repeated());
        book.say(String.format(
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
    static void putBurst(Book book, String scenario, Tally tally) {
        put(book, scenario, tally);
        book.put(scenario, "last_out_ms", tally.lateness().max());
        book.put(
                scenario,
                "rate_per_s",
                tally.expected() / Math.max(0.001, tally.lateness().max() / 1000));
    }
}
