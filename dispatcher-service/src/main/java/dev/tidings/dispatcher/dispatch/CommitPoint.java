package dev.tidings.dispatcher.dispatch;

/**
 * What is committed for a partition of a lane.
 *
 * @param offset the next owner begins here
 * @param journal and replays the journal partition of the same number from here
 */
public record CommitPoint(long offset, long journal) {}
