package dev.tidings.dispatcher.dispatch;

import dev.tidings.topics.Lane;

/**
 * Where a task came from, for as long as this process owns it.
 *
 * @param lane the lane
 * @param partition the lane's partition
 * @param epoch which of this process's assignments of that partition: a task of an earlier one is of another source, so
 *     that its late end cannot touch what a new owner, even this process itself, does
 */
public record Source(Lane lane, int partition, long epoch) {}
