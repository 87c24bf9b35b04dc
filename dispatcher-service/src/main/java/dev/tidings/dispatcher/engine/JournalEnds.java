package dev.tidings.dispatcher.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The end of each journal partition as far as this process has seen it. It may lie behind the true end, never beyond it:
 * what is journaled later has a higher offset.
 */
final class JournalEnds {
    private final ConcurrentMap<Integer, Long> ends = new ConcurrentHashMap<>();

    void seen(int partition, long end) {
        ends.merge(partition, end, Math::max);
    }

    long of(int partition) {
        return ends.getOrDefault(partition, 0L);
    }
}
