package dev.tidings.scheduler.hold;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The hold's store with its clock. A scan begins at the store's cursor, so it walks over nothing that was released before, and the
 * cursor never goes back: what a clock that was set back lets be put behind it waits there.
 */
final class Agenda {
    private final HoldStore store;
    private long time;
    /** No entry is due before this, so that a tick without work touches no store. Unknown at the start: then it scans. */
    private long nextDue;

    Agenda(HoldStore store) {
        this.store = store;
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
        store.hold(key, state, held, time);
        nextDue = Math.min(nextDue, key.due());
    }

    /**
     * Ends an entry that has come due and is released. Mostly that the cursor passes it says so.
     *
     * @param state what is to be remembered of it where that does not
     */
    void release(HoldStore.Entry entry, Supplier<HoldState> state) {
        boolean late = time - entry.key().due() >= HoldStore.LATE.toMillis();
        if (entry.isAhead() && !late) {
            entry.release();
        } else {
            store.remember(entry.key().entry(), state.get(), time);
        }
    }

    long nextDue() {
        return nextDue;
    }

    HoldStore store() {
        return store;
    }

    /** What came of an entry that was due. */
    sealed interface Done {
        /** It is released, has ended, or waits on. */
        record Alone() implements Done {}

        /**
         * Others have changed with it: the scan begins again, and time is looked at first.
         *
         * @param others how many
         */
        record WithOthers(int others) implements Done {}
    }

    /**
     * Comes to what is due, in order, within the budget. Returns whether more is left.
     *
     * @param whenDue releases the entry, ends it, or lets it wait on
     */
    boolean runDue(Budget budget, Function<HoldStore.Entry, Done> whenDue) {
        if (time < nextDue) {
            return false;
        }
        Budget.Spending spending = budget.begin();
        nextDue = HoldStore.NEVER;
        Scan scan;
        do {
            scan = scan(spending, whenDue);
        } while (scan == Scan.CHANGED);
        if (scan == Scan.LEFT_SOMETHING) {
            spending.leftSomething();
        } else {
            spending.cameToTheEnd();
        }
        return scan == Scan.LEFT_SOMETHING;
    }

    private enum Scan {
        CAME_TO_THE_END,
        LEFT_SOMETHING,
        /** Entries ahead may have changed: the next scan sees them as they are. */
        CHANGED
    }

    private Scan scan(Budget.Spending spending, Function<HoldStore.Entry, Done> whenDue) {
        Passing passing = new Passing();
        Scan scan;
        try (HoldStore.Entries entries = store.waiting()) {
            scan = pass(entries, spending, passing, whenDue);
        }
        if (passing.last != null) {
            store.passed(passing.last);
        }
        return scan;
    }

    /** How far the cursor comes in a scan. */
    private static final class Passing {
        @Nullable
        DueKey last;
    }

    private Scan pass(
            HoldStore.Entries entries,
            Budget.Spending spending,
            Passing passing,
            Function<HoldStore.Entry, Done> whenDue) {
        while (entries.hasNext()) {
            HoldStore.Entry entry = entries.next();
            boolean isDue = entry.key().due() <= time;
            if (!isDue || spending.spent()) {
                nextDue = Math.min(nextDue, entry.key().due());
                return isDue ? Scan.LEFT_SOMETHING : Scan.CAME_TO_THE_END;
            }
            if (entry.isAhead()) {
                passing.last = entry.key();
            }
            switch (whenDue.apply(entry)) {
                case Done.Alone _ -> spending.one();
                case Done.WithOthers(int others) -> {
                    spending.step(1 + others);
                    return Scan.CHANGED;
                }
            }
        }
        return Scan.CAME_TO_THE_END;
    }
}
