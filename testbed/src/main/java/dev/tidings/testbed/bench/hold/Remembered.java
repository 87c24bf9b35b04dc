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

/** R: holds that are due at once, so that only their ids are left. */
final class Remembered {
    private static final int AT_ONCE = 250_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Session session;
    private final Timeline timeline;
    private final Book book;

    Remembered(Session session, Timeline timeline, Book book) {
        this.session = session;
        this.timeline = timeline;
        this.book = book;
    }

    /**
     * Lets so many ids be remembered, and tells what each takes on the disk.
     *
     * @throws SubjectFailedException where not all were released
     */
    void fill(int count) {
        long before = bytes();
        long begin = timeline.nanos();
        for (int done = 0; done < count; done += AT_ONCE) {
            portion(Math.min(AT_ONCE, count - done));
        }
        double seconds = (timeline.nanos() - begin) / 1e9;
        book.say(String.format(
                Locale.ROOT,
                "R       %,d ids remembered, %,.0f/s; %.0f bytes each of state and changelog",
                count,
                count / seconds,
                (double) (bytes() - before) / count));
    }

    private void portion(int count) {
        Batch batch = session.meter().open(count);
        session.inserter().insert(count, i -> batch.expect(i, timeline.millis()), Pace.UNBOUNDED);
        session.awaitReleased(batch, Integer.MAX_VALUE, PATIENCE);
        if (!batch.complete()) {
            throw new SubjectFailedException(
                    "of " + count + " that were due at once, not all were released within " + PATIENCE);
        }
    }

    private long bytes() {
        List<Path> folders = session.subject().keptOfReleased();
        return folders.stream().mapToLong(Processes::diskBytes).sum();
    }
}
