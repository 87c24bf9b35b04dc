package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Timeline;
import java.time.Duration;

/** E: a kill in the middle of a burst, on a subject that has done nothing before, and a restart at once. */
final class Crash {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** What was released before the kill may still be on its way to the reader. */
    private static final Duration IN_FLIGHT = Duration.ofMillis(500);

    private final Session session;
    private final Sizes sizes;
    private final Timeline timeline;

    Crash(Session session, Sizes sizes, Timeline timeline) {
        this.session = session;
        this.sizes = sizes;
        this.timeline = timeline;
    }

    void run(Book book) {
        Burst.Loaded loaded = new Burst(session, timeline)
                .load(sizes.burst(), sizes.burstLead().multipliedBy(2), Burst.Before.NOTHING);
        Batch batch = loaded.batch();
        session.awaitReleased(
                batch,
                sizes.burst() / 3,
                Duration.ofMillis(loaded.dueAt() - timeline.millis()).plus(PATIENCE));
        session.subject().kill();
        session.pause(IN_FLIGHT);
        int before = batch.released();
        book.say("E       killed; " + before + " of " + sizes.burst() + " were out");
        long restart = timeline.micros();
        session.subject().restart();
        session.awaitComplete(batch, PATIENCE);
        Tallies.put(book, "E", batch.tally());
        long first = batch.firstSeenFrom(restart);
        if (first == Long.MAX_VALUE) {
            book.say("E       nothing was released after the restart");
        } else {
            book.put("E", "first_release_s", (first - restart) / 1e6);
            book.say("E       first release " + (first - restart) / 1000 + " ms after the restart");
        }
    }
}
