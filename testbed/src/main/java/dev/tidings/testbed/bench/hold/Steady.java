package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Pace;
import dev.tidings.testbed.bench.kit.Processes;
import dev.tidings.testbed.bench.kit.Timeline;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * B: holds come at an even rate, each due after a wait of its own, and so go at that rate. CPU is counted while both
 * happen.
 */
final class Steady {
    private static final long LEAST_WAIT_MS = 1_000;
    private static final long MOST_WAIT_MS = 6_000;
    /** For a short look, which would be waiting otherwise. */
    private static final long MOST_WAIT_OF_SHORT_MS = 2_000;

    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Session session;
    private final Timeline timeline;

    Steady(Session session, Timeline timeline) {
        this.session = session;
        this.timeline = timeline;
    }

    /**
     * What came of it.
     *
     * @param cpuSeconds of all the subject's processes, over the span
     */
    record Result(Tally tally, double cpuSeconds) {}

    Result run(int rate, Duration span) {
        long mostWait = span.compareTo(SHORT) < 0 ? MOST_WAIT_OF_SHORT_MS : MOST_WAIT_MS;
        int lead = (int) (rate * mostWait / 1000);
        int count = Math.toIntExact(rate * span.toMillis() / 1000);
        Batch batch = session.meter().open(lead + count);
        insert(batch, 0, lead, rate, mostWait);
        double before = cpu();
        insert(batch, lead, count, rate, mostWait);
        double used = cpu() - before;
        session.awaitComplete(batch, Duration.ofMillis(mostWait).plus(PATIENCE));
        return new Result(batch.tally(), used);
    }

    private void insert(Batch batch, int first, int count, int rate, long mostWait) {
        SplittableRandom waits = new SplittableRandom(first);
        long begin = timeline.millis();
        Pace pace = new Pace(rate);
        session.inserter()
                .insert(
                        count,
                        i -> batch.expect(
                                first + i,
                                begin + pace.nanosOf(i) / 1_000_000 + waits.nextLong(LEAST_WAIT_MS, mostWait)),
                        pace);
    }

    private double cpu() {
        return Processes.cpuSeconds(Processes.withDescendants(session.subject().processes()));
    }
}
