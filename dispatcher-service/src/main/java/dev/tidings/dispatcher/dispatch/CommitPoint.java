package dev.tidings.dispatcher.dispatch;

/**
 * What is committed for a partition of a lane.
 *
 * @param offset the next owner begins here
 * @param journal and replays the journal partition of the same number from here
 * @param completed and passes over these
 */
public record CommitPoint(long offset, long journal, CompletedOffsets completed) {
    /** Nothing is known of what was committed. */
    public static final CommitPoint NONE = new CommitPoint(-1, -1, CompletedOffsets.NONE);
}
