package dev.tidings.scheduler.hold;

/**
 * Where a parked request stands among those of its campaign: by the order that paused the campaign, then by due time. What a
 * later pause parks lies behind all that earlier ones parked, so releasing them can go on from where it was and never walks
 * over what is gone.
 *
 * @param order sequence of the order
 * @param due when the request was due, milliseconds since the epoch
 * @param id of the request
 */
public record ParkedKey(long order, long due, String id) implements Comparable<ParkedKey> {
    /** Before all of them. */
    static final ParkedKey START = new ParkedKey(0, 0, "");

    @Override
    public int compareTo(ParkedKey other) {
        int byOrder = Long.compare(order, other.order);
        int byDue = byOrder != 0 ? byOrder : Long.compare(due, other.due);
        return byDue != 0 ? byDue : id.compareTo(other.id);
    }
}
