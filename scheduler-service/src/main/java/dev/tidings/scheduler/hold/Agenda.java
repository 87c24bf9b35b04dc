package dev.tidings.scheduler.hold;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The due store with its clock and its cursor. The invariant: nothing is stored at or behind the cursor. So a scan that
 * begins at the cursor misses nothing, and walks over none of the tombstones that lie behind it. The cursor moves forward
 * with what is released, and back only where a clock that was set back lets something be put behind it.
 */
final class Agenda {
    private static final long NEVER = Long.MAX_VALUE;

    private final DueStore due;
    private final CursorStore cursors;
    private @Nullable DueKey cursor;
    private long time;
    /** No entry is due before this, so that a tick without work touches no store. Unknown at the start: then it scans. */
    private long nextDue;

    Agenda(DueStore due, CursorStore cursors) {
        this.due = due;
        this.cursors = cursors;
        this.cursor = cursors.read().orElse(null);
    }

    /** Sets the clock. */
    long advance(long clock) {
        time = clock;
        return time;
    }

    long time() {
        return time;
    }

    /** Puts an entry that is due later; what is due already is never stored. */
    void put(DueKey key, Held held) {
        if (key.due() <= time) {
            throw new IllegalStateException("an entry due at " + key.due() + " is due already at " + time);
        }
        if (cursor != null && key.compareTo(cursor) <= 0) {
            cursor = DueKey.before(key);
            cursors.write(cursor);
        }
        due.put(key, held);
        nextDue = Math.min(nextDue, key.due());
    }

    long nextDue() {
        return nextDue;
    }

    DueStore store() {
        return due;
    }

    /** Takes out what is due, in order, within the budget. Returns whether more is left. */
    boolean runDue(Budget budget, Consumer<DueStore.Entry> whenDue) {
        if (time < nextDue) {
            return false;
        }
        Budget.Spending spending = budget.begin();
        DueKey before = cursor;
        nextDue = NEVER;
        try (DueStore.Entries entries = due.after(cursor)) {
            while (entries.hasNext()) {
                DueStore.Entry entry = entries.next();
                boolean isDue = entry.key().due() <= time;
                if (!isDue || spending.spent()) {
                    nextDue = Math.min(nextDue, entry.key().due());
                    return stop(spending, before, isDue);
                }
                due.remove(entry.key());
                cursor = entry.key();
                whenDue.accept(entry);
                spending.one();
            }
        }
        return stop(spending, before, false);
    }

    private boolean stop(Budget.Spending spending, @Nullable DueKey before, boolean moreIsLeft) {
        if (cursor != null && !cursor.equals(before)) {
            cursors.write(cursor);
        }
        if (moreIsLeft) {
            spending.leftSomething();
        } else {
            spending.cameToTheEnd();
        }
        return moreIsLeft;
    }
}
