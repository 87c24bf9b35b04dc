package dev.tidings.dispatcher.dispatch;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How far one partition is done. Tasks complete in any order, and offsets have gaps (transactions leave markers behind),
 * so what may be committed is the lowest offset that is not complete. Not safe for use by many threads.
 */
public final class Frontier {
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<Long, Entry> open = new HashMap<>();
    private long next;

    /**
     * Nothing admitted yet.
     *
     * @param next the offset to be read first, as far as it is known; 0 where it is not
     */
    public Frontier(long next) {
        this.next = next;
    }

    /**
     * Takes a task in, in the order of offsets.
     *
     * @param journalFloor no journal record of this task has a lower offset
     */
    public void admit(long offset, long journalFloor) {
        if (offset < next) {
            throw new IllegalStateException("offset " + offset + " was admitted before, the next is " + next);
        }
        Entry entry = new Entry(offset, journalFloor);
        entries.addLast(entry);
        open.put(offset, entry);
        next = offset + 1;
    }

    /** Marks a task as done: all that it led to is acknowledged. */
    public void complete(long offset) {
        Entry entry = open.remove(offset);
        if (entry == null) {
            throw new IllegalStateException("offset " + offset + " is not open");
        }
        entry.done = true;
        while (!entries.isEmpty() && entries.getFirst().done) {
            entries.removeFirst();
        }
    }

    /**
     * Takes note of an offset that asks for nothing: the same as admitting and completing it.
     *
     * @param journalFloor no journal record of it has a lower offset
     */
    public void pass(long offset, long journalFloor) {
        admit(offset, journalFloor);
        complete(offset);
    }

    public int incomplete() {
        return open.size();
    }

    /** The offset after the last one admitted. */
    public long next() {
        return next;
    }

    /**
     * What may be committed now. The journal has to be replayed from the lowest record of any task at or after the
     * committed offset, save those which are told to be complete: a new owner would do them again.
     *
     * @param position the offset that will be read next; beyond the last admitted one there are only gaps
     * @param journalEnd all journal records of tasks still to come are at or after it: the journal's end, or, where a
     *     former owner may have begun some of them, where the journal was read from
     * @param inherited what a former owner told to be complete: where it was not read yet, it has to be told again
     */
    public CommitPoint commitPoint(long position, long journalEnd, CompletedOffsets inherited) {
        long reached = Math.max(position, next);
        long[] ahead = inherited.from(reached);
        if (entries.isEmpty() && ahead.length > 0 && ahead[0] == reached) {
            reached = ahead[1];
            ahead = Arrays.copyOfRange(ahead, 2, ahead.length);
        }
        long offset = entries.isEmpty() ? reached : entries.getFirst().offset;
        CompletedOffsets completed = CompletedOffsets.of(offset, completed(reached, ahead));
        long journal = journalEnd;
        for (Entry entry : entries) {
            if (!entry.done || entry.offset >= completed.end()) {
                journal = Math.min(journal, entry.journalFloor);
            }
        }
        // Where the journal speaks of what is ahead is not known here.
        boolean allTold = ahead.length == 0 || ahead[ahead.length - 1] <= completed.end();
        return new CommitPoint(offset, allTold ? journal : 0, completed);
    }

    /**
     * Runs of complete ones, as {@link CompletedOffsets#of} takes them. A gap ends none: nobody asks for what lies there.
     *
     * @param reached what is read next
     * @param ahead runs of what was not read yet
     */
    private long[] completed(long reached, long[] ahead) {
        long[] bounds = new long[2 * (entries.size() - open.size()) + ahead.length];
        int taken = 0;
        boolean inRun = false;
        for (Entry entry : entries) {
            if (entry.done && !inRun) {
                bounds[taken++] = entry.offset;
            }
            if (entry.done) {
                bounds[taken] = entry.offset + 1;
            } else if (inRun) {
                taken++;
            }
            inRun = entry.done;
        }
        // The last run goes on in the first one ahead where there is nothing but gaps between them.
        int skipped = inRun && ahead.length > 0 && ahead[0] == reached ? 1 : 0;
        taken += inRun && skipped == 0 ? 1 : 0;
        System.arraycopy(ahead, skipped, bounds, taken, ahead.length - skipped);
        return Arrays.copyOf(bounds, taken + ahead.length - skipped);
    }

    private static final class Entry {
        final long offset;
        final long journalFloor;
        boolean done;

        Entry(long offset, long journalFloor) {
            this.offset = offset;
            this.journalFloor = journalFloor;
        }
    }
}
