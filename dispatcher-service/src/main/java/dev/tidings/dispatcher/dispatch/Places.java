package dev.tidings.dispatcher.dispatch;

import dev.tidings.topics.Lane;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The places of what runs, and which lane may have the next one. Each lane has a share of them that only it may use, so that none starves; most of a silent
 * lane's share is lent to the others. Beyond the shares, lanes go by rank, leave a share free to each that goes before them, and yield to the first of these
 * where it waits for processors: all but sms, which has those of every priority. Not safe for use by many threads.
 *
 * @see <a href="file:deploy/decisions/019-dispatch-window.md">decision 019</a>
 */
final class Places<T> {
    /** Half as many as there are places may run without one, since they have their answer. */
    private static final int WITHOUT_PLACE = 2;

    /** One sixteenth of what may run is kept for each lane: enough to move. */
    private static final int SHARE = 16;

    /** Of the share of a silent lane one quarter is kept, so that its first ones go at once; others may use the rest meanwhile. */
    private static final int SILENT_SHARE = 4;

    /** A lane is silent in which nothing waits, and for so long nothing has come. */
    static final long SILENT_AFTER = Duration.ofSeconds(10).toNanos();

    private final Collection<LaneState<T>> states;
    private final int most;
    private final int share;
    private final int silentShare;
    private final Supplier<Map<Lane, Duration>> waits;
    private final LongSupplier nanos;
    private final Allowance allowance;
    private int placed;
    private int without;

    /**
     * All of them free.
     *
     * @param states the lanes, the first goes first
     * @param most how many there are
     * @param waits how long those that were started have waited for a processor on average, by lane, since this was asked last
     * @param nanos a clock that is never set
     */
    Places(Collection<LaneState<T>> states, int most, Supplier<Map<Lane, Duration>> waits, LongSupplier nanos) {
        this.states = states;
        this.most = most;
        this.share = most / SHARE;
        this.silentShare = Math.ceilDiv(share, SILENT_SHARE);
        this.waits = waits;
        this.nanos = nanos;
        this.allowance = new Allowance(Math.max(1, share), most);
    }

    void take(LaneState<T> state) {
        placed++;
        state.placed++;
    }

    void giveBack(LaneState<T> state) {
        placed--;
        state.placed--;
    }

    /** One gives back its place, and goes on. */
    void goesWithout(LaneState<T> state) {
        giveBack(state);
        without++;
    }

    void endsWithout() {
        without--;
    }

    /** How many there are. */
    int most() {
        return most;
    }

    /** How many are each lane's own. */
    int share() {
        return share;
    }

    /** How many are taken. */
    int placed() {
        return placed;
    }

    /** How many run without one. */
    int without() {
        return without;
    }

    int allowance() {
        return allowance.places();
    }

    /**
     * What a lane keeps even while it is silent is its own: for that it may take any free place. Beyond its share it leaves what others
     * have not used of theirs, and may have to yield.
     */
    boolean mayStart(LaneState<T> state) {
        int free = most - placed;
        if (state.placed < silentShare) {
            return free > 0;
        }
        long now = nanos.getAsLong();
        int left = 0;
        for (LaneState<T> other : states) {
            left += other == state ? 0 : leaves(state, other, now);
        }
        return free > left && (state.placed < share || !hasToYield(state, now));
    }

    /**
     * Up to its whole share a lane leaves to another what that one has even while it is silent. Beyond it, to one that goes before it, and
     * is not silent, a share whatever that one has already: what comes there comes in bursts, and would wait for as many to end.
     */
    private int leaves(LaneState<T> state, LaneState<T> other, long now) {
        if (state.placed < share || isSilent(other, now)) {
            return Math.max(0, silentShare - other.placed);
        }
        return other.goesBefore(state) ? share : Math.max(0, share - other.placed);
    }

    private boolean hasToYield(LaneState<T> state, long now) {
        LaneState<T> first = first(now);
        return state.yields && state != first && yielding(first) >= allowance.places();
    }

    /** The first lane that is not silent; null: all are. */
    private @Nullable LaneState<T> first(long now) {
        for (LaneState<T> state : states) {
            if (!isSilent(state, now)) {
                return state;
            }
        }
        return null;
    }

    /** How many places those lanes have that yield to this one. */
    private int yielding(@Nullable LaneState<T> first) {
        int yielding = 0;
        for (LaneState<T> state : states) {
            yielding += state.yields && state != first ? state.placed : 0;
        }
        return yielding;
    }

    /** Looks at how long was waited for processors: called ten times a second. */
    void look() {
        long now = nanos.getAsLong();
        Map<Lane, Duration> averages = waits.get();
        LaneState<T> first = first(now);
        boolean someBeyond = states.stream().anyMatch(state -> state.yields && state != first && state.placed > share);
        Duration waited = first == null ? null : averages.get(first.lane);
        allowance.look(waited, yielding(first), someBeyond);
    }

    /** Of those that run without a place too, a lane leaves a share to each that goes before it and is not silent. */
    boolean mayGoWithout(LaneState<T> state) {
        int free = most / WITHOUT_PLACE - without;
        long now = nanos.getAsLong();
        for (LaneState<T> other : states) {
            free -= other.goesBefore(state) && !isSilent(other, now) ? share : 0;
        }
        return free > 0;
    }

    private boolean isSilent(LaneState<T> state, long now) {
        return state.isEmpty() && now - state.cameAt >= SILENT_AFTER;
    }
}
