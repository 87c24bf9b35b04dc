package dev.tidings.dispatcher.dispatch;

import dev.tidings.topics.Lane;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A lane, as the {@link Window} sees it. */
final class LaneState<T> {
    /** Keys whose first item may run, as far as is known. */
    final Deque<KeyQueue<T>> ready = new ArrayDeque<>();
    /** Keys whose first item found its door closed. */
    final Map<Door, Deque<KeyQueue<T>>> aside = new LinkedHashMap<>();
    /** Who waited behind others of his key, and is to be turned away before them. */
    final Deque<Refused<T>> refused = new ArrayDeque<>();

    final Lane lane;
    /** Whether others go before it where processors are short: sms, the last one, has those of every priority. */
    final boolean yields;

    int sources = 1;
    int buffered;
    int placed;
    /** So many of those with a place are turned away out of turn. */
    int refusing;

    long bytes;

    /** When those who came last had different doors; long ago, where none were. */
    long mixedAt;
    /** When somebody came last; long ago, where nobody did. */
    long cameAt;

    /** The lowest goes first. */
    private final int rank;

    private @Nullable Door lastDoor;
    private boolean hasCome;

    LaneState(Lane lane, int rank, long mixedAt, long cameAt) {
        this.lane = lane;
        this.yields = lane != Lane.SMS;
        this.rank = rank;
        this.mixedAt = mixedAt;
        this.cameAt = cameAt;
    }

    boolean goesBefore(LaneState<T> other) {
        return rank < other.rank;
    }

    boolean isEmpty() {
        return buffered == 0 && ready.isEmpty() && aside.isEmpty();
    }

    void comes(@Nullable Door door, long now) {
        cameAt = now;
        if (hasCome && !Objects.equals(door, lastDoor)) {
            mixedAt = now;
        }
        hasCome = true;
        lastDoor = door;
    }
}
