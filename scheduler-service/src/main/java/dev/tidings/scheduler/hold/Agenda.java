package dev.tidings.scheduler.hold;

import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The hold's store with its clock and its cursor. The invariant: nothing waits at or behind the cursor. So a scan that
 * begins at the cursor misses nothing, and walks over none of the tombstones that lie behind it. The cursor moves forward
 * with what is released, and back only where a clock that was set back lets something be put behind it. What is stored of it
 * may be behind by what was released in the last second: a restart walks over as much again.
 */
final class Agenda {
    private static final long NEVER = Long.MAX_VALUE;

    private static final long STORED_EVERY = Duration.ofSeconds(1).toMillis();

    private final HoldStore store;
    private final CursorStore cursors;
    private @Nullable DueKey cursor;
    private @Nullable DueKey stored;
    private long storedAt;
    private long time;
    /** No entry is due before this, so that a tick without work touches no store. Unknown at the start: then it scans. */
    private long nextDue;

    Agenda(HoldStore store, CursorStore cursors) {
        this.store = store;
        this.cursors = cursors;
        this.cursor = cursors.read().orElse(null);
        this.stored = cursor;
    }

    void setClock(long clock) {
        time = clock;
    }

    long time() {
        return time;
    }

    /** Lets something wait that is due later; what is due already is never stored. */
    void put(DueKey key, HoldState state, Held held) {
        if (key.due() <= time) {
            throw new IllegalStateException("an entry due at " + key.due() + " is due already at " + time);
        }
        if (cursor != null && key.compareTo(cursor) <= 0) {
            cursor = DueKey.before(key);
        }
        if (stored != null && key.compareTo(stored) <= 0) {
            write(DueKey.before(key));
        }
        store.hold(key, state, held, time);
        nextDue = Math.min(nextDue, key.due());
    }

    long nextDue() {
        return nextDue;
    }

    HoldStore store() {
        return store;
    }

    /**
     * Comes to what is due, in order, within the budget. Returns whether more is left.
     *
     * @param whenDue ends the entry or lets it wait on; says whether it changed others too
     */
    boolean runDue(Budget budget, Predicate<HoldStore.Entry> whenDue) {
        if (time < nextDue) {
            return false;
        }
        Budget.Spending spending = budget.begin();
        nextDue = NEVER;
        Scan scan;
        do {
            scan = scan(spending, whenDue);
        } while (scan == Scan.CHANGED);
        return stop(spending, scan == Scan.LEFT_SOMETHING);
    }

    private enum Scan {
        CAME_TO_THE_END,
        LEFT_SOMETHING,
        /** Entries ahead may have changed: the next scan sees them as they are. */
        CHANGED
    }

    private Scan scan(Budget.Spending spending, Predicate<HoldStore.Entry> whenDue) {
        try (HoldStore.Entries entries = store.after(cursor)) {
            while (entries.hasNext()) {
                HoldStore.Entry entry = entries.next();
                boolean isDue = entry.key().due() <= time;
                if (!isDue || spending.spent()) {
                    nextDue = Math.min(nextDue, entry.key().due());
                    return isDue ? Scan.LEFT_SOMETHING : Scan.CAME_TO_THE_END;
                }
                cursor = entry.key();
                spending.one();
                if (whenDue.test(entry)) {
                    return Scan.CHANGED;
                }
            }
        }
        return Scan.CAME_TO_THE_END;
    }

    private boolean stop(Budget.Spending spending, boolean moreIsLeft) {
        if (cursor != null && !cursor.equals(stored) && Math.abs(time - storedAt) >= STORED_EVERY) {
            write(cursor);
        }
        if (moreIsLeft) {
            spending.leftSomething();
        } else {
            spending.cameToTheEnd();
        }
        return moreIsLeft;
    }

    private void write(DueKey position) {
        cursors.write(position);
        stored = position;
        storedAt = time;
    }
}
