package dev.tidings.scheduler.hold;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The partitions that are open in this process, with what they show. Safe for use by several threads. */
public final class HeldViews {
    private final Map<Integer, OpenPartition> open = new ConcurrentHashMap<>();

    /** A partition has been taken over. It is there until it is closed, or is taken over anew. */
    public OpenPartition open(int partition) {
        OpenPartition opened = new OpenPartition(partition, closed -> open.remove(partition, closed));
        open.put(partition, opened);
        return opened;
    }

    /** Those that are open now. */
    public List<OpenPartition> all() {
        return List.copyOf(open.values());
    }

    /**
     * How much they hold together.
     *
     * @param now milliseconds since the epoch
     */
    public Pending pending(long now) {
        Pending pending = new Pending(now);
        open.values().forEach(partition -> partition.tell(pending));
        return pending;
    }
}
