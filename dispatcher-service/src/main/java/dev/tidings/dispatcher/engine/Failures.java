package dev.tidings.dispatcher.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often tasks of one partition have failed in this process, in a way that nobody foresaw. Each failure is followed by another
 * try, after a rest; a task that fails each time goes to the dead letters, since no record may hold up its partition for good.
 */
final class Failures {
    /** Half a minute in all: what is wrong for so long does not pass by itself. */
    static final int MOST_TRIES = 6;

    private static final Duration FIRST_REST = Duration.ofSeconds(1);

    private final Map<Long, Integer> byOffset = new ConcurrentHashMap<>();

    void add(long offset) {
        byOffset.merge(offset, 1, Integer::sum);
    }

    /** It is done. */
    void forget(long offset) {
        byOffset.remove(offset);
    }

    /** Whether it is not tried again. */
    boolean isHopeless(long offset) {
        return byOffset.getOrDefault(offset, 0) >= MOST_TRIES;
    }

    /** How long the partition rests before its next try: doubled from try to try of the task that has failed most often. */
    Duration rest() {
        int most = byOffset.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        return most < MOST_TRIES ? FIRST_REST.multipliedBy(1L << (most - 1)) : FIRST_REST;
    }
}
