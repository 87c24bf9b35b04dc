package dev.tidings.dispatcher.dispatch;

import dev.tidings.topics.Lane;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What waits and what runs. What waits is bounded by lane, so that a flood in one lane shuts no other out; what runs is
 * bounded together, and each lane has a share of it that only it may use, so that none starves. Beyond the shares, lanes
 * go in the order given. Of one source and key at most one runs, in the order offered; a key that has run goes behind the
 * others of its lane. Not safe for use by many threads.
 *
 * @param <T> what is to be run
 */
public final class Window<T> {
    /** One sixteenth of what may run is kept for each lane: enough to move, and little when the lane is silent. */
    private static final int SHARE = 16;

    private final Map<Lane, Road<T>> roads = new EnumMap<>(Lane.class);
    private final Map<Source, Origin<T>> origins = new HashMap<>();
    private final int maxInFlight;
    private final int maxBufferedByLane;
    private final int share;
    private int inFlight;

    /**
     * An empty window.
     *
     * @param lanes the first goes first
     * @param maxInFlight how many may run at once
     * @param maxBuffered how many may wait, over all lanes
     */
    public Window(List<Lane> lanes, int maxInFlight, int maxBuffered) {
        this.maxInFlight = maxInFlight;
        this.maxBufferedByLane = Math.max(1, maxBuffered / lanes.size());
        this.share = maxInFlight / SHARE;
        for (int rank = 0; rank < lanes.size(); rank++) {
            roads.put(lanes.get(rank), new Road<>(rank));
        }
    }

    /** How many more of this lane may be offered. */
    public int room(Lane lane) {
        return maxBufferedByLane - road(lane).buffered;
    }

    /** How many of this lane may wait in all. */
    public int capacity() {
        return maxBufferedByLane;
    }

    /** Takes an item in, behind all of its source and key. It is an error to offer more than there is room for. */
    public void offer(Source source, String key, T item) {
        Road<T> road = road(source.lane());
        if (road.buffered >= maxBufferedByLane) {
            throw new IllegalStateException("more was offered than there is room for: ask room() first");
        }
        Origin<T> origin = origins.computeIfAbsent(source, _ -> new Origin<>());
        Queue<T> queue = origin.queues.computeIfAbsent(key, _ -> new Queue<>(source, key));
        queue.waiting.addLast(item);
        if (!queue.running && queue.waiting.size() == 1) {
            road.ready.addLast(queue);
        }
        origin.buffered++;
        road.buffered++;
    }

    /** The item to run next, which counts as running from now on; empty: none may. */
    public Optional<Slot<T>> next() {
        Road<T> chosen = null;
        for (Road<T> road : roads.values()) {
            if (road.hasReady() && mayStart(road) && (chosen == null || road.rank < chosen.rank)) {
                chosen = road;
            }
        }
        return chosen == null ? Optional.empty() : Optional.of(start(chosen));
    }

    /** Says that an item no longer runs, however it ended. */
    public void complete(Slot<T> slot) {
        Origin<T> origin = leave(slot);
        Queue<T> queue = origin.queues.get(slot.key());
        if (queue != null) {
            queue.running = false;
            if (queue.waiting.isEmpty()) {
                origin.queues.remove(slot.key());
            } else {
                road(slot.source().lane()).ready.addLast(queue);
            }
        }
        forgetIfIdle(slot.source(), origin);
    }

    /**
     * Takes an item out of what runs, without letting the next of its key run: it waits for news. It counts neither as
     * running nor as waiting, so however many are parked, the others go on.
     */
    public void park(Slot<T> slot) {
        Origin<T> origin = leave(slot);
        origin.parked++;
    }

    /** Puts a parked item back, before all others of its key. Does nothing where its source was dropped meanwhile. */
    public void resume(Slot<T> slot) {
        Origin<T> origin = origins.get(slot.source());
        Queue<T> queue = origin == null ? null : origin.queues.get(slot.key());
        if (origin == null || queue == null) {
            return;
        }
        Road<T> road = road(slot.source().lane());
        queue.running = false;
        queue.waiting.addFirst(slot.item());
        road.ready.addLast(queue);
        origin.parked--;
        origin.buffered++;
        road.buffered++;
    }

    /**
     * Forgets what waits or is parked of this source; what runs goes on until it is completed.
     *
     * @return how many were forgotten
     */
    public int drop(Source source) {
        Origin<T> origin = origins.get(source);
        if (origin == null) {
            return 0;
        }
        Road<T> road = road(source.lane());
        road.ready.removeIf(queue -> queue.source.equals(source));
        int dropped = origin.buffered;
        road.buffered -= dropped;
        origin.buffered = 0;
        origin.parked = 0;
        origin.queues.clear();
        forgetIfIdle(source, origin);
        return dropped;
    }

    public int inFlight() {
        return inFlight;
    }

    public int inFlight(Source source) {
        Origin<T> origin = origins.get(source);
        return origin == null ? 0 : origin.inFlight;
    }

    public int buffered(Lane lane) {
        return road(lane).buffered;
    }

    public int buffered(Source source) {
        Origin<T> origin = origins.get(source);
        return origin == null ? 0 : origin.buffered;
    }

    private Origin<T> leave(Slot<T> slot) {
        Origin<T> origin = origins.get(slot.source());
        if (origin == null || origin.inFlight == 0) {
            throw new IllegalStateException("completed twice, or never started");
        }
        inFlight--;
        road(slot.source().lane()).inFlight--;
        origin.inFlight--;
        return origin;
    }

    private Slot<T> start(Road<T> road) {
        Queue<T> queue = road.ready.removeFirst();
        queue.running = true;
        T item = queue.waiting.removeFirst();
        Origin<T> origin = origins.get(queue.source);
        if (origin == null) {
            throw new IllegalStateException("a queue outlived its source");
        }
        origin.buffered--;
        origin.inFlight++;
        road.buffered--;
        road.inFlight++;
        inFlight++;
        return new Slot<>(queue.source, queue.key, item);
    }

    /** Within its own share a lane may take any free place, beyond it only those which are not kept for others. */
    private boolean mayStart(Road<T> road) {
        int free = maxInFlight - inFlight;
        if (road.inFlight < share) {
            return free > 0;
        }
        int kept = 0;
        for (Road<T> other : roads.values()) {
            kept += other == road ? 0 : Math.max(0, share - other.inFlight);
        }
        return free > kept;
    }

    private void forgetIfIdle(Source source, Origin<T> origin) {
        if (origin.inFlight == 0 && origin.buffered == 0 && origin.parked == 0) {
            origins.remove(source);
        }
    }

    private Road<T> road(Lane lane) {
        Road<T> road = roads.get(lane);
        if (road == null) {
            throw new IllegalArgumentException("the window does not serve lane " + lane.id());
        }
        return road;
    }

    /**
     * An item that runs.
     *
     * @param source where it came from
     * @param key whose it is
     * @param item what runs
     */
    public record Slot<T>(Source source, String key, T item) {}

    private static final class Road<T> {
        final int rank;
        final Deque<Queue<T>> ready = new ArrayDeque<>();
        int buffered;
        int inFlight;

        Road(int rank) {
            this.rank = rank;
        }

        boolean hasReady() {
            return !ready.isEmpty();
        }
    }

    private static final class Origin<T> {
        final Map<String, Queue<T>> queues = new HashMap<>();
        int buffered;
        int inFlight;
        int parked;
    }

    private static final class Queue<T> {
        final Source source;
        final String key;
        final Deque<T> waiting = new ArrayDeque<>();
        boolean running;

        Queue(Source source, String key) {
            this.source = source;
            this.key = key;
        }
    }
}
