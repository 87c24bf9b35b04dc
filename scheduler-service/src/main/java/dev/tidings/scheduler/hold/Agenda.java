package dev.tidings.scheduler.hold;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The due store with its clock and its cursor. Three invariants: the clock never runs backwards; nothing is stored at or
 * behind the cursor; the cursor only moves forward. So a scan that begins at the cursor misses nothing and walks over none
 * of the tombstones that lie behind it.
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
        this.time = cursor == null ? 0 : cursor.due();
    }

    /** Sets the clock; one that was set back stands still until the real one has caught up. */
    long advance(long clock) {
        time = Math.max(time, clock);
        return time;
    }

    long time() {
        return time;
    }

    /** Puts an entry that is due later; what is due already is never stored. */
    void put(DueKey key, Held held) {
        if (key.due() <= time) {
            throw new IllegalStateException("an entry due at " + key.due() + " may lie behind the cursor at " + time);
        }
        due.put(key, held);
        nextDue = Math.min(nextDue, key.due());
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
