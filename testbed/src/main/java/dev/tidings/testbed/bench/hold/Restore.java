package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Pace;
import dev.tidings.testbed.bench.kit.Processes;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * G: the scheduler is stopped, loses its state, and is started: all of it is read back from the changelog before anything is
 * released. A burst was held and released before, many sends wait for days, and a few were due while nothing ran.
 */
final class Restore {
    private static final int OVERDUE = 1_000;
    /** Until these are due: time enough to store them and to stop. */
    private static final Duration LEAD = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Session session;
    private final Sizes sizes;
    private final Timeline timeline;
    private int entries;

    Restore(Session session, Sizes sizes, Timeline timeline) {
        this.session = session;
        this.sizes = sizes;
        this.timeline = timeline;
    }

    /** The largest number goes into the report, as with D. */
    void run(Book book) {
        Tally released = new Burst(session, timeline)
                .run(sizes.burst(), sizes.burstLead().multipliedBy(2), Burst.Before.NOTHING);
        entries = sizes.burst();
        book.say(String.format(Locale.ROOT, "G       %,d were held and released", sizes.burst() - released.lost()));
        Pending pending = new Pending(session, timeline, sizes.strippedWithin());
        for (int count : sizes.pending()) {
            Book one = count == sizes.pending().getLast() ? book : book.aside();
            pending.fillTo(one, "G", count);
            measure(one, pending);
        }
    }

    private void measure(Book book, Pending pending) {
        Batch overdue = stopWithOverdue();
        double changelog = megabytes(session.subject().changelogs());
        long start = timeline.micros();
        session.subject().instances().getFirst().startAnew(PATIENCE);
        double restored = (timeline.micros() - start) / 1e6;
        session.awaitComplete(overdue, PATIENCE);
        if (!overdue.complete()) {
            throw new SubjectFailedException("what was overdue was not released within " + PATIENCE + " of the start");
        }
        double first = (overdue.firstSeenFrom(start) - start) / 1e6;
        int all = entries + pending.held();
        Tallies.put(book, "G", overdue.tally());
        book.put("G", "restored_s", restored);
        book.put("G", "first_release_s", first);
        book.put("G", "entries", all);
        book.put("G", "changelog_mb", changelog);
        book.put(
                "G",
                "state_mb",
                megabytes(session.subject().keptOfReleased())
                        - megabytes(session.subject().changelogs()));
        book.say(String.format(
                Locale.ROOT,
                "G       %,d pending: %,d entries, %,.0f MB of changelog restored within %.1f s, first release after %.1f s",
                pending.held(),
                all,
                changelog,
                restored,
                first));
    }

    private Batch stopWithOverdue() {
        Batch overdue = session.meter().open(OVERDUE);
        long dueAt = timeline.millis() + LEAD.toMillis();
        session.inserter().insert(OVERDUE, i -> overdue.expect(i, dueAt), Pace.UNBOUNDED);
        if (!session.subject().awaitStored(LEAD)) {
            throw new SubjectFailedException("what is to be overdue was not stored within " + LEAD);
        }
        entries += OVERDUE;
        session.subject().instances().getFirst().stop();
        session.pause(Duration.ofMillis(Math.max(0, dueAt - timeline.millis())));
        return overdue;
    }

    private static double megabytes(List<Path> folders) {
        return folders.stream().mapToLong(Processes::diskBytes).sum() / 1e6;
    }
}
