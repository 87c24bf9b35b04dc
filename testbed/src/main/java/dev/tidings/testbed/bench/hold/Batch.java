package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Percentiles;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The holds of one scenario and what was seen of them. One thread prepares them, one reader tells of releases, and the
 * count between them makes what the reader wrote visible.
 */
final class Batch {
    private static final long CANCELLED = -1;
    private static final long NOT_SEEN = Long.MIN_VALUE;

    private final long base;
    /** Milliseconds; 0: not inserted, so not expected. */
    private final long[] dueAt;
    /** Microseconds. */
    private final long[] seenAt;

    private final AtomicInteger released = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private int expected;

    Batch(long base, int size) {
        this.base = base;
        this.dueAt = new long[size];
        this.seenAt = new long[size];
        Arrays.fill(seenAt, NOT_SEEN);
    }

    /** The hold of that index, expected from now on. */
    Hold expect(int index, long due) {
        dueAt[index] = due;
        expected++;
        return new Hold(base + index, due);
    }

    /** The hold of that index, which must not be seen from now on. */
    Hold withdraw(int index) {
        Hold hold = new Hold(base + index, dueAt[index]);
        dueAt[index] = CANCELLED;
        expected--;
        return hold;
    }

    void seen(long id, long micros) {
        int index = (int) (id - base);
        if (seenAt[index] != NOT_SEEN || dueAt[index] == CANCELLED) {
            repeated.incrementAndGet();
        } else {
            seenAt[index] = micros;
            released.incrementAndGet();
        }
    }

    int released() {
        return released.get();
    }

    boolean complete() {
        return released.get() >= expected;
    }

    /** The first release that was seen at that time or later; the latest time there is where none was. */
    long firstSeenFrom(long micros) {
        released.get();
        return Arrays.stream(seenAt).filter(seen -> seen >= micros).min().orElse(Long.MAX_VALUE);
    }

    Tally tally() {
        released.get();
        double[] late = new double[expected];
        int seen = 0;
        int early = 0;
        for (int i = 0; i < dueAt.length; i++) {
            if (dueAt[i] > 0 && seenAt[i] != NOT_SEEN) {
                long micros = seenAt[i] - dueAt[i] * 1000;
                late[seen++] = micros / 1000.0;
                early += micros < 0 ? 1 : 0;
            }
        }
        return new Tally(expected, Percentiles.of(Arrays.copyOf(late, seen)), early, expected - seen, repeated.get());
    }
}
