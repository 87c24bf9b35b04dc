package dev.tidings.dispatcher.dispatch;

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

    /** The lowest goes first. */
    final int rank;

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

    private @Nullable Door lastDoor;
    private boolean hasCome;

    LaneState(int rank, long mixedAt, long cameAt) {
        this.rank = rank;
        this.mixedAt = mixedAt;
        this.cameAt = cameAt;
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
