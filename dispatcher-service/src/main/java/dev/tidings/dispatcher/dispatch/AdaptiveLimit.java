package dev.tidings.dispatcher.dispatch;

import dev.tidings.topics.Lane;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How many may have a place before only the lane that goes first may start more: all of them, until those of that lane wait for a
 * processor, and then so many that they hardly do. Additive increase, multiplicative decrease.
 *
 * @see <a href="file:deploy/decisions/019-dispatch-window.md">decision 019</a>
 */
public final class AdaptiveLimit {
    /** So long they may wait on average. On a machine with time to spare it is a tenth of that. */
    private static final long MAY_WAIT = Duration.ofMillis(1).toNanos();

    /** It comes down by this part of itself. */
    private static final int DOWN = 10;

    /** It goes up by this part of the places: from none to all of them in 20 s, where it is looked at ten times in each. */
    private static final int UP = 200;

    private final Map<Lane, Waits> waits = new EnumMap<>(Lane.class);
    private final int most;
    private double places;

    AdaptiveLimit(List<Lane> lanes, int most) {
        lanes.forEach(lane -> waits.put(lane, new Waits(new LongAdder(), new LongAdder())));
        this.most = most;
        this.places = most;
    }

    private record Waits(LongAdder count, LongAdder nanos) {}

    /**
     * One that has a place has waited for so long until it ran. Safe for use by many threads, as nothing else is here.
     *
     * @param nanos how long
     */
    public void waited(Lane lane, long nanos) {
        Waits its = waits.get(lane);
        if (its != null) {
            its.count().increment();
            its.nanos().add(nanos);
        }
    }

    /**
     * Judges what was waited since the last look.
     *
     * @param first the lane that goes first; null: none has anything
     * @param placed how many have a place
     */
    void look(@Nullable Lane first, int placed) {
        boolean isLong = false;
        for (Map.Entry<Lane, Waits> entry : waits.entrySet()) {
            long count = entry.getValue().count().sumThenReset();
            long nanos = entry.getValue().nanos().sumThenReset();
            isLong |= entry.getKey() == first && nanos > count * MAY_WAIT;
        }
        if (!isLong) {
            places = Math.min(most, places + (double) most / UP);
        } else if (placed <= places) {
            // Until then what was there before it came down has not ended yet.
            places -= places / DOWN;
        }
    }

    /** So many. */
    public int places() {
        return (int) places;
    }
}
