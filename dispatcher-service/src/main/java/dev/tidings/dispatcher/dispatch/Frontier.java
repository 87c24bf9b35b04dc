package dev.tidings.dispatcher.dispatch;

import java.util.ArrayDeque;
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

    /** Takes note of an offset that asks for nothing: the same as admitting and completing it. */
    public void pass(long offset) {
        admit(offset, Long.MAX_VALUE);
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
     * committed offset: also of those which are complete, or else a new owner would do them again.
     *
     * @param position the offset that will be read next; beyond the last admitted one there are only gaps
     * @param journalEnd all journal records of tasks still to come are at or after it: the journal's end, or, where a
     *     former owner may have begun some of them, where the journal was read from
     */
    public CommitPoint commitPoint(long position, long journalEnd) {
        if (entries.isEmpty()) {
            return new CommitPoint(Math.max(position, next), journalEnd);
        }
        long journal = journalEnd;
        for (Entry entry : entries) {
            journal = Math.min(journal, entry.journalFloor);
        }
        return new CommitPoint(entries.getFirst().offset, journal);
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
