package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Timeline;
import java.time.Duration;

/** A running subject with its meter. */
final class Session {
    private static final Duration LOOK = Duration.ofMillis(5);
    /** A repeat would come at once; this long it is waited for. */
    private static final Duration SETTLE = Duration.ofMillis(500);

    private final HoldSubject subject;
    private final Meter meter;
    private final Inserter inserter;
    private final Timeline timeline;

    Session(HoldSubject subject, Meter meter, Timeline timeline) {
        this.subject = subject;
        this.meter = meter;
        this.inserter = new Inserter(subject, timeline);
        this.timeline = timeline;
    }

    HoldSubject subject() {
        return subject;
    }

    Meter meter() {
        return meter;
    }

    Inserter inserter() {
        return inserter;
    }

    /** Waits until all of the batch was released, or for so long; then a moment more for repeats. */
    void awaitComplete(Batch batch, Duration atMost) {
        awaitReleased(batch, Integer.MAX_VALUE, atMost);
        pause(SETTLE);
    }

    /** Waits until so many of the batch were released, or all, or for so long. */
    void awaitReleased(Batch batch, int count, Duration atMost) {
        long end = timeline.nanos() + atMost.toNanos();
        while (!batch.complete() && batch.released() < count && timeline.nanos() < end) {
            timeline.pause(LOOK);
        }
    }

    /** Waits the whole span. */
    void pause(Duration span) {
        timeline.waitFor(span);
    }
}
