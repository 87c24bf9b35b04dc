package dev.tidings.testbed.bench.kit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/** Time as a benchmark sees it: the wall clock that things are due by, a steady one for spans, and waiting. */
public interface Timeline {
    /** Microseconds since 1970. */
    long micros();

    /** Nanoseconds of a clock that never steps. */
    long nanos();

    /** Waits about that long; less where the thread is woken. */
    void pause(Duration span);

    /** Waits the whole span. */
    default void waitFor(Duration span) {
        long end = nanos() + span.toNanos();
        for (long left = end - nanos(); left > 0; left = end - nanos()) {
            pause(Duration.ofNanos(left));
        }
    }

    /** The machine's. */
    static Timeline of(InstantSource clock) {
        return new Timeline() {
            @Override
            public long micros() {
                var now = clock.instant();
                return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
            }

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pause(Duration span) {
                LockSupport.parkNanos(span.toNanos());
            }
        };
    }

    /** Milliseconds since 1970, rounded down. */
    default long millis() {
        return Math.floorDiv(micros(), 1000L);
    }
}
