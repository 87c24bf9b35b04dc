package dev.tidings.dispatcher.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time, in which one thread runs at a time: what blocks says for how long, and the next one goes on. The same seed gives
 * the same run.
 */
final class SimulatedThreads {
    private static final ThreadLocal<SimulatedThreads.Sleeper> CURRENT = new ThreadLocal<>();

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
    private final Semaphore back = new Semaphore(0);
    private volatile @Nullable Throwable failure;
    final ManualClock clock;
    private long number;

    private record Event(Instant at, long number, SimulatedProcess process, Runnable what) {}

    private static final class Sleeper {
        final Semaphore go = new Semaphore(0);
    }

    SimulatedThreads(Instant begin) {
        clock = new ManualClock(begin);
    }

    /** Does something later, unless its process is gone by then; one that stands still does it when it goes on. */
    void at(Duration later, SimulatedProcess process, Runnable what) {
        events.add(new Event(clock.instant().plus(later), number++, process, what));
    }

    /** Starts a thread, at once. */
    void start(SimulatedProcess process, Runnable task) {
        Sleeper sleeper = new Sleeper();
        at(Duration.ZERO, process, () -> {
            Thread.ofVirtual().start(() -> {
                CURRENT.set(sleeper);
                try {
                    task.run();
                } catch (RuntimeException | Error e) {
                    failure = e;
                } finally {
                    back.release();
                }
            });
            back.acquireUninterruptibly();
        });
    }

    /** Called by such a thread: goes on later. One whose process is gone by then never does. */
    void sleep(Duration time, SimulatedProcess process) {
        Sleeper sleeper = CURRENT.get();
        at(time, process, () -> {
            sleeper.go.release();
            back.acquireUninterruptibly();
        });
        back.release();
        sleeper.go.acquireUninterruptibly();
    }

    /** Does what comes next; false: nothing does. */
    boolean step() {
        Event next = events.poll();
        if (next == null) {
            return false;
        }
        if (next.at().isAfter(clock.instant())) {
            clock.pass(Duration.between(clock.instant(), next.at()));
        }
        SimulatedProcess process = next.process();
        if (process.frozenUntil.isAfter(clock.instant())) {
            events.add(new Event(process.frozenUntil, next.number(), process, next.what()));
        } else if (!process.gone) {
            next.what().run();
            if (failure != null) {
                throw new AssertionError("a thread ended", failure);
            }
        }
        return true;
    }
}
