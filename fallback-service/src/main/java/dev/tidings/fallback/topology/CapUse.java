package dev.tidings.fallback.topology;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much of their caps tenants have used today (UTC), over the partitions that are open in this process. Safe for use by several threads. */
final class CapUse {
    private final Map<Integer, Told> byPartition = new ConcurrentHashMap<>();

    /**
     * What a partition has booked for a tenant.
     *
     * @param parts asked for
     * @param evenly the part of the tenant's cap that each partition has, on average: where it has booked nothing, too
     */
    record Used(long parts, double evenly) {
        private Used and(Used other) {
            return new Used(parts + other.parts, Math.max(evenly, other.evenly));
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

    /** The highest share that any tenant has used, 0 to 1: a cap that was lowered below what is used is used up. */
    double highest(Instant now) {
        List<Told> today = byPartition.values().stream()
                .filter(told -> told.day() == Spending.day(now))
                .toList();
        Map<String, Used> all = new HashMap<>();
        today.forEach(told -> told.byTenant().forEach((tenant, used) -> all.merge(tenant, used, Used::and)));
        return all.values().stream()
                .mapToDouble(used -> Math.min(1, used.parts() / (used.evenly() * today.size())))
                .max()
                .orElse(0);
    }
}
