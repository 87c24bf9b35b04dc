package dev.tidings.scheduler.show;

import dev.tidings.scheduler.hold.DueKey;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What some partitions hold behind a key.
 *
 * @param entries in order; where there are more, as many as were asked for
 * @param partitions all that were looked at
 * @param more whether there are more entries behind the last
 */
record Part(List<Found> entries, Set<Integer> partitions, boolean more) {
    Part {
        entries = List.copyOf(entries);
        partitions = Set.copyOf(partitions);
    }

    /**
     * All parts as one. Nothing that a part left out can lie before the last entry that is kept: a part that has more gave
     * as many as were asked for, all of them before what it left out.
     */
    static Part merged(Collection<Part> parts, int limit) {
        // By key: a partition that has just moved may be seen at both of its places.
        TreeMap<DueKey, Found> inOrder = new TreeMap<>();
        Set<Integer> partitions = new TreeSet<>();
        boolean more = false;
        for (Part part : parts) {
            part.entries.forEach(found -> inOrder.putIfAbsent(found.entry().key(), found));
            partitions.addAll(part.partitions);
            more |= part.more;
        }
        List<Found> kept = inOrder.values().stream().limit(limit).toList();
        return new Part(kept, partitions, more || inOrder.size() > limit);
    }
}
