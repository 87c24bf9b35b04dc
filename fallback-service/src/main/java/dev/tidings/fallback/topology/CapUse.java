package dev.tidings.fallback.topology;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much of their caps tenants have used today (UTC), over the partitions that are open in this process. Safe for use by several threads. */
final class CapUse {
    private final Map<Integer, Told> byPartition = new ConcurrentHashMap<>();

    /**
     * What a partition has booked for a tenant.
     *
     * @param parts asked for
     * @param share of the tenant's cap that the partition may give
     */
    record Used(long parts, long share) {
        private Used and(Used other) {
            return new Used(parts + other.parts, share + other.share);
        }

        /** A cap that was lowered below what is used is used up. */
        private double ratio() {
            return parts >= share ? 1 : (double) parts / share;
        }
    }

    private record Told(long day, Map<String, Used> byTenant) {}

    /** A partition says what its tenants with a cap have used; it takes the place of what it said before. */
    void tell(int partition, Instant now, Map<String, Used> byTenant) {
        byPartition.put(partition, new Told(Spending.day(now), Map.copyOf(byTenant)));
    }

    /** The partition is another's from now on. */
    void forget(int partition) {
        byPartition.remove(partition);
    }

    /** The highest share that any tenant has used, 0 to 1. */
    double highest(Instant now) {
        Map<String, Used> all = new HashMap<>();
        for (Told told : byPartition.values()) {
            if (told.day() == Spending.day(now)) {
                told.byTenant().forEach((tenant, used) -> all.merge(tenant, used, Used::and));
            }
        }
        return all.values().stream().mapToDouble(Used::ratio).max().orElse(0);
    }
}
