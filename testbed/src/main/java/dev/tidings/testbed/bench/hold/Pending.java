package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Pace;
import dev.tidings.testbed.bench.kit.Processes;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Timeline;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;

/** Holds that are not due for days. They are inserted once and stay. */
final class Pending {
    private static final long FIRST_DUE_MS = Duration.ofDays(1).toMillis();
    private static final long LAST_DUE_MS = Duration.ofDays(30).toMillis();
    private static final int AT_ONCE = 250_000;
    private static final Duration STORED_WITHIN = Duration.ofMinutes(5);
    private static final Duration IDLE = Duration.ofSeconds(10);
    /** What takes less says nothing of the CPU. */
    private static final double WORTH_TELLING_S = 1;

    private final Session session;
    private final Timeline timeline;
    private final Duration strippedWithin;
    private int held;

    /** @param strippedWithin how long is waited until the subject has stripped what it has released; zero: not at all */
    Pending(Session session, Timeline timeline, Duration strippedWithin) {
        this.session = session;
        this.timeline = timeline;
        this.strippedWithin = strippedWithin;
    }

    /** A: how fast they go in. */
    void measure(Book book, int count) {
        long begin = timeline.nanos();
        Inserter.Inserted inserted = insert(count);
        awaitStored();
        double stored = count / ((timeline.nanos() - begin) / 1e9);
        book.put("A", "rate_per_s", inserted.perSecond());
        book.put("A", "stored_per_s", stored);
        book.say(String.format(
                Locale.ROOT, "A       acknowledged %,.0f/s, stored %,.0f/s", inserted.perSecond(), stored));
        for (HoldSubject.Baseline baseline : session.subject().baselines(count)) {
            book.as(baseline.subject()).put("A", "rate_per_s", baseline.perSecond());
            book.say(String.format(Locale.ROOT, "A       %s %,.0f/s", baseline.subject(), baseline.perSecond()));
        }
    }

    /**
     * Inserts until so many are held, and tells what it costs that they are: once what was released before has been stripped,
     * which is work and is told apart.
     *
     * @param scenario for which
     * @throws SubjectFailedException where it does not get there, saying how far it got
     */
    void fillTo(Book book, String scenario, int count) {
        try {
            while (held < count) {
                insert(Math.min(AT_ONCE, count - held));
                awaitStored();
            }
        } catch (SubjectFailedException e) {
            throw new SubjectFailedException("got to " + held + " pending of " + count + ": " + e.getMessage(), e);
        }
        if (stripped(book, scenario)) {
            double idle = idle();
            book.put(scenario, "idle_cpu_pct", idle);
            book.say(String.format(Locale.ROOT, "%-7s %,d pending; idle CPU %.1f %% of a core", scenario, held, idle));
        }
    }

    private boolean stripped(Book book, String scenario) {
        if (strippedWithin.isZero()) {
            book.say(String.format(Locale.ROOT, "%-7s %,d pending; not waited until it is idle", scenario, held));
            return false;
        }
        double before = cpu();
        long begin = timeline.nanos();
        boolean stripped = session.subject().awaitStripped(strippedWithin);
        double seconds = (timeline.nanos() - begin) / 1e9;
        if (!stripped) {
            book.say(String.format(
                    Locale.ROOT,
                    "%-7s %,d pending; what was released before was not stripped within %d s, so nothing of it is idle",
                    scenario,
                    held,
                    strippedWithin.toSeconds()));
        } else if (seconds >= WORTH_TELLING_S) {
            double percent = 100 * (cpu() - before) / seconds;
            book.put(scenario, "stripping_s", seconds);
            book.put(scenario, "stripping_cpu_pct", percent);
            book.say(String.format(
                    Locale.ROOT,
                    "%-7s what was released before was stripped after %.0f s, with %.1f %% of a core",
                    scenario,
                    seconds,
                    percent));
        }
        return stripped;
    }

    int held() {
        return held;
    }

    private Inserter.Inserted insert(int count) {
        long first = session.meter().reserve();
        long now = timeline.millis();
        SplittableRandom waits = new SplittableRandom(first);
        Inserter.Inserted inserted = session.inserter()
                .insert(
                        count,
                        i -> new Hold(first + i, now + waits.nextLong(FIRST_DUE_MS, LAST_DUE_MS)),
                        Pace.UNBOUNDED);
        held += count;
        return inserted;
    }

    private void awaitStored() {
        if (!session.subject().awaitStored(STORED_WITHIN)) {
            throw new SubjectFailedException("not stored within " + STORED_WITHIN.toMinutes() + " minutes");
        }
    }

    private double idle() {
        session.pause(IDLE);
        double before = cpu();
        session.pause(IDLE);
        return 100 * (cpu() - before) / IDLE.toSeconds();
    }

    private double cpu() {
        return Processes.cpuSeconds(Processes.withDescendants(session.subject().processes()));
    }
}
