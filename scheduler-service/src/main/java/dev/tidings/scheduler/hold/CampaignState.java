package dev.tidings.scheduler.hold;

/**
 * What one partition knows of a campaign. Times in milliseconds since the epoch.
 *
 * @param standing how it stands
 * @param order sequence of the order that made it so, which is near the order's time; 0: there was none
 * @param needed the latest time at which a request or an order needed it; forgotten a while after
 * @param timer when the agenda looks at it next
 * @param seat this partition's part in deciding
 * @param drained the last parked request that was taken out
 */
public record CampaignState(Standing standing, long order, long needed, long timer, Seat seat, ParkedKey drained) {
    /** Who decides what is asked of a campaign: the partition of its id. */
    public enum Seat {
        DECIDES,
        FOLLOWS
    }

    static final CampaignState UNKNOWN = new CampaignState(Standing.RUNNING, 0, 0, 0, Seat.FOLLOWS, ParkedKey.START);

    /** What is stored of it cannot be read, and is never written over but by an order. */
    public static final CampaignState UNREADABLE =
            new CampaignState(Standing.UNREADABLE, 0, 0, 0, Seat.FOLLOWS, ParkedKey.START);

    CampaignState ordered(Standing to, long sequence) {
        return new CampaignState(to, sequence, needed, timer, seat, drained);
    }

    CampaignState neededAt(long time) {
        return new CampaignState(standing, order, Math.max(needed, time), timer, seat, drained);
    }

    CampaignState lookAt(long time) {
        return new CampaignState(standing, order, needed, time, seat, drained);
    }

    CampaignState deciding() {
        return new CampaignState(standing, order, needed, timer, Seat.DECIDES, drained);
    }

    CampaignState drainedTo(ParkedKey parked) {
        return new CampaignState(standing, order, needed, timer, seat, parked);
    }
}
