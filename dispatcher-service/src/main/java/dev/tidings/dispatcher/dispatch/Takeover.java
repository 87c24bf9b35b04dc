package dev.tidings.dispatcher.dispatch;

import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.Event;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What the journal of a partition says about tasks that a former owner may have begun. Fed record by record, in the order
 * of the journal; can be fed on, when what was written later matters.
 */
public final class Takeover {
    private final Map<TaskId, Begun> begun = new HashMap<>();
    private final long begin;
    private long end;

    /**
     * Nothing read yet.
     *
     * @param begin the journal offset from which it will be fed
     */
    public Takeover(long begin) {
        this.begin = begin;
        this.end = begin;
    }

    /** What the journal says about a task. */
    public sealed interface Past {
        /** Nothing: it was never begun, and can be sent. */
        record Untouched() implements Past {}

        /** Begun, and not over: nobody may judge it before answerBy, and after it the attempt is uncertain. */
        record Open(Instant answerBy) implements Past {}

        /** Over: publish what it led to, and do not call again. */
        record Over(AttemptFinished finished) implements Past {}
    }

    /** Reads one record of the journal; what is none of its two kinds says nothing. */
    public void read(long offset, Event event) {
        if (event instanceof AttemptStarted started) {
            put(TaskId.of(started), offset, new Past.Open(started.answerBy()));
        } else if (event instanceof AttemptFinished finished) {
            put(TaskId.of(finished), offset, new Past.Over(finished));
        }
        readTo(offset + 1);
    }

    /** Says that the journal was read up to this offset, whether or not it held records. */
    public void readTo(long offset) {
        end = Math.max(end, offset);
    }

    /** Adds what was read later. */
    public void readOn(Takeover later) {
        later.begun.forEach((id, next) -> put(id, next.offset, next.past));
        readTo(later.end);
    }

    public Past past(TaskId task) {
        Begun found = begun.get(task);
        return found == null ? new Past.Untouched() : found.past;
    }

    /** The lowest journal offset that says something about the task; for one that is untouched, where the journal ends. */
    public long floor(TaskId task) {
        Begun found = begun.get(task);
        return found == null ? end : found.offset;
    }

    /** The journal offset from which this was read: nothing is known of what was journaled before. */
    public long begin() {
        return begin;
    }

    /** The journal offset up to which this has read. */
    public long end() {
        return end;
    }

    public int tasks() {
        return begun.size();
    }

    private void put(TaskId id, long offset, Past past) {
        // The first record's place is kept: the next owner must find it too.
        begun.merge(
                id,
                new Begun(offset, past),
                (old, next) -> new Begun(Math.min(old.offset, next.offset), said(old.past, next.past)));
    }

    /** The later promise counts, but the first end: what a former owner says after it was judged comes too late. */
    private static Past said(Past earlier, Past later) {
        return earlier instanceof Past.Over ? earlier : later;
    }

    private record Begun(long offset, Past past) {}
}
