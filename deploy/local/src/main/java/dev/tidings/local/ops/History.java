package dev.tidings.local.ops;

import java.time.Duration;
import java.time.Instant;

/** The counters of the last quarter of an hour, as often as they were looked at. For one thread. */
final class History {
    static final Duration LENGTH = Duration.ofMinutes(15);

    private final Totals totals = new Totals();
    private final Ring<Sample> samples;

    private record Sample(Instant at, Totals.Snapshot totals) {}

    /** @param looks how many there are in {@link #LENGTH} */
    History(int looks) {
        samples = new Ring<>(looks + 1);
    }

    void take(Service service, Readings readings) {
        totals.take(service, readings);
    }

    /** Keeps what has been taken by then. */
    void mark(Instant at) {
        samples.add(new Sample(at, totals.snapshot()));
    }

    /** The growth over so long until the last mark; over less where there is no more, and nothing where there is no mark. */
    Growth over(Duration window) {
        Sample last = null;
        Sample first = null;
        for (Sample sample : samples) {
            if (last == null) {
                last = sample;
            }
            first = sample;
            if (Duration.between(sample.at(), last.at()).compareTo(window) >= 0) {
                break;
            }
        }
        if (last == null || first == null) {
            Totals.Snapshot nothing = totals.snapshot();
            return new Growth(name -> totals.grown(name, nothing, nothing), Duration.ZERO);
        }
        Totals.Snapshot from = first.totals();
        Totals.Snapshot to = last.totals();
        return new Growth(name -> totals.grown(name, from, to), Duration.between(first.at(), last.at()));
    }
}
