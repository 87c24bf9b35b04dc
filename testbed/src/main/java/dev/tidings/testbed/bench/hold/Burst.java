package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Pace;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Timeline;
import java.time.Duration;

/** C: many holds, all due in the same millisecond. */
final class Burst {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Session session;
    private final Timeline timeline;

    Burst(Session session, Timeline timeline) {
        this.session = session;
        this.timeline = timeline;
    }

    /** Whether what is done just before the holds are due includes taking some of them back. */
    enum Before {
        NOTHING,
        CANCEL_A_THIRD
    }

    /** A burst that is stored, and not due yet. */
    record Loaded(Batch batch, long dueAt) {}

    /** Loads a burst, waits for all of it, and counts. */
    Tally run(int count, Duration lead, Before before) {
        Loaded loaded = load(count, lead, before);
        session.awaitComplete(
                loaded.batch(),
                Duration.ofMillis(loaded.dueAt() - timeline.millis()).plus(PATIENCE));
        return loaded.batch().tally();
    }

    /**
     * Inserts a burst.
     *
     * @throws SubjectFailedException where it is due before all of it is stored: then nothing could be told from it
     */
    Loaded load(int count, Duration lead, Before before) {
        Batch batch = session.meter().open(count);
        long dueAt = timeline.millis() + lead.toMillis();
        session.inserter().insert(count, i -> batch.expect(i, dueAt), Pace.UNBOUNDED);
        boolean stored = session.subject().awaitStored(until(dueAt));
        if (stored && before == Before.CANCEL_A_THIRD && session.subject().cancels()) {
            session.inserter().cancel(count / 3, i -> batch.withdraw(3 * i));
            stored = session.subject().awaitStored(until(dueAt));
        }
        if (!stored || timeline.millis() >= dueAt) {
            throw new SubjectFailedException("a burst of " + count + " was not stored within " + lead.toMillis()
                    + " ms, before it was due: --burst-lead gives it more time");
        }
        return new Loaded(batch, dueAt);
    }

    private Duration until(long dueAt) {
        return Duration.ofMillis(Math.max(1, dueAt - timeline.millis()));
    }
}
