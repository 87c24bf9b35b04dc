package dev.tidings.dispatcher.dispatch;

import dev.tidings.topics.Lane;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What waits and what runs. What waits is bounded by lane, in number and size, so that a flood in one lane shuts no other out, and by
 * source within it; what runs has a place, of which there are so many, and each lane has a share of them that only it may use, so that none starves; most of a silent
 * lane's share is lent to the others. Beyond the shares, lanes go in the order given. Of one source and key at most one runs, in the order offered; a key that has run
 * goes behind the others of its lane. Who has his {@linkplain #answered answer} gives back his place and his key's turn, though he is not done yet.
 *
 * <p>What finds its door closed is set aside, and keeps nobody else waiting. It is turned away when that takes too long, when the
 * door is shut, or when what waits for doors would take the room of others; not where the door has just begun, nor where it is only
 * busy, and nobody else comes to the lane. Who waits behind another of his key waits at no door; but where his door is stuck and room is scarce, the last
 * ones are turned away before those they wait behind. Not safe for use by many threads.
 *
 * @param <T> what is to be run
 * @see <a href="file:deploy/decisions/019-dispatch-window.md">decision 019</a>
 */
public final class Window<T> {
    /** So many may be there without a place, since they have their answer: this part of those that have one. */
    private static final int WITHOUT_PLACE = 2;

    /** One sixteenth of what may run is kept for each lane: enough to move. */
    private static final int SHARE = 16;

    /** Of the share of a silent lane one quarter is kept, so that its first ones go at once; others may use the rest meanwhile. */
    private static final int SILENT_SHARE = 4;

    /** A lane is silent in which nothing waits, and for so long nothing has come. */
    private static final long SILENT_AFTER = Duration.ofSeconds(10).toNanos();

    /** A source may have as many waiting as this, among however many others its lane's room is divided. */
    private static final int LEAST_PART = 16;

    /** So many keys may wait for one door that is closed: this part of a lane's room. */
    private static final int ONE_DOOR = 8;

    /** Of a lane's room, what may be full before nobody waits for a closed door any more. */
    private static final int ALL_DOORS = 2;

    /** So often it is looked for those whom a stuck door keeps waiting behind others. */
    private static final long LOOK_EVERY = Duration.ofMillis(100).toNanos();

    /** For so long it counts that others come to a lane. */
    private static final long OTHERS_SEEN = Duration.ofSeconds(10).toNanos();

    /** By rank. */
    private final Map<Lane, Road<T>> roads = new LinkedHashMap<>();

    private final Map<Source, Origin<T>> origins = new HashMap<>();
    private final Doors<T> doors;
    /** May have opened since they were found closed. */
    private final Set<Door> knocked = new LinkedHashSet<>();

    private final int maxInFlight;
    private final int maxBufferedByLane;
    private final long maxBytesByLane;
    private final int share;
    private final int silentShare;
    private int placed;
    /** Those that run and have no place any more. */
    private int withoutPlace;

    private long lookedAt;

    /**
     * An empty window.
     *
     * @param lanes the first goes first
     * @param maxInFlight how many places there are for what runs
     * @param maxBuffered how many may wait, over all lanes
     * @param maxBytes how large all may be together that wait, run or are parked, over all lanes
     * @param doors what else an item has to pass
     */
    public Window(List<Lane> lanes, int maxInFlight, int maxBuffered, long maxBytes, Doors<T> doors) {
        this.maxInFlight = maxInFlight;
        this.maxBufferedByLane = Math.max(1, maxBuffered / lanes.size());
        this.maxBytesByLane = maxBytes / lanes.size();
        this.share = maxInFlight / SHARE;
        this.silentShare = Math.ceilDiv(share, SILENT_SHARE);
        this.doors = doors;
        lookedAt = doors.nanos().getAsLong();
        lanes.forEach(lane -> roads.put(lane, new Road<>(lookedAt - OTHERS_SEEN, lookedAt - SILENT_AFTER)));
    }

    /** Among how many sources a lane's room is divided. */
    public void divide(Lane lane, int sources) {
        road(lane).sources = Math.max(1, sources);
    }

    /**
     * Whether a source may bring more: its lane has room, and it has not filled its part of it.
     *
     * @param atOnce as many as may come together
     */
    public boolean hasRoom(Source source, int atOnce) {
        Road<T> road = road(source.lane());
        return room(source.lane()) >= atOnce
                && roomInBytes(source.lane()) > 0
                && buffered(source) < part(road)
                && bytes(source) < maxBytesByLane / road.sources;
    }

    private int part(Road<T> road) {
        return Math.max(LEAST_PART, maxBufferedByLane / road.sources);
    }

    /** How many more of this lane may be offered. */
    public int room(Lane lane) {
        return maxBufferedByLane - road(lane).buffered;
    }

    /** How many more bytes of this lane may be offered; less than none, where the last ones were large. */
    public long roomInBytes(Lane lane) {
        return maxBytesByLane - road(lane).bytes;
    }

    /** How many of this lane may wait in all. */
    public int capacity() {
        return maxBufferedByLane;
    }

    /**
     * Takes an item in, behind all of its source and key. It is an error to offer more of them than there is room for; how large
     * they are is known only when they have come.
     *
     * @param bytes how large it is
     */
    public void offer(Source source, String key, T item, int bytes) {
        Road<T> road = road(source.lane());
        if (road.buffered >= maxBufferedByLane) {
            throw new IllegalStateException("more was offered than there is room for: ask room() first");
        }
        Origin<T> origin = origins.computeIfAbsent(source, _ -> new Origin<>());
        Queue<T> queue = origin.queues.computeIfAbsent(key, _ -> new Queue<>(source, key));
        Entry<T> entry = new Entry<>(item, bytes, doors.of().apply(item).orElse(null), false);
        road.comes(entry.door(), doors.nanos().getAsLong());
        queue.waiting.addLast(entry);
        if (!queue.running && queue.waiting.size() == 1) {
            road.ready.addLast(queue);
        }
        origin.buffered++;
        origin.bytes += bytes;
        road.buffered++;
        road.bytes += bytes;
    }

    /** The item to run or to turn away next, which counts as running from now on; empty: none may. */
    public Optional<Slot<T>> next() {
        boolean someHadNoPlace = false;
        for (Road<T> road : roads.values()) {
            if (mayStart(road)) {
                Slot<T> slot = refusedNext(road);
                slot = slot == null ? asideNext(road) : slot;
                slot = slot == null ? readyNext(road) : slot;
                if (slot != null) {
                    return Optional.of(slot);
                }
            } else {
                someHadNoPlace |= !road.aside.isEmpty();
            }
        }
        if (!someHadNoPlace) {
            knocked.clear();
        }
        return Optional.empty();
    }

    /**
     * Looks at all doors again at which something waits: time may have opened them, or used up somebody's patience, or so many wait
     * behind others for one that is stuck that the last of them have to go.
     */
    public void review() {
        roads.values().forEach(road -> knocked.addAll(road.aside.keySet()));
        long now = doors.nanos().getAsLong();
        if (now - lookedAt >= LOOK_EVERY) {
            lookedAt = now;
            origins.forEach((source, origin) -> makeRoom(road(source.lane()), origin));
        }
    }

    /** Those of their key before them would go on only when a call that hangs has ended, and then all of them wait for the door. */
    private void makeRoom(Road<T> road, Origin<T> origin) {
        Deque<Queue<T>> behind = new ArrayDeque<>();
        if (isScarce(road, origin)) {
            origin.queues.values().stream()
                    .filter(queue -> isBehindStuck(road, queue))
                    .forEach(behind::addLast);
        }
        // One of each key in turn.
        while (isScarce(road, origin) && !behind.isEmpty()) {
            Queue<T> queue = behind.removeFirst();
            road.refused.addLast(new Refused<>(queue, queue.waiting.removeLast()));
            origin.refused++;
            if (isBehindStuck(road, queue)) {
                behind.addLast(queue);
            }
        }
    }

    /** An eighth of the source's part of the room is taken by those that are to stay. */
    private boolean isScarce(Road<T> road, Origin<T> origin) {
        return origin.buffered - origin.refused > part(road) / ONE_DOOR;
    }

    private boolean isBehindStuck(Road<T> road, Queue<T> queue) {
        boolean behind = queue.running ? !queue.waiting.isEmpty() : queue.waiting.size() > 1;
        Door door = behind ? queue.waiting.getLast().door() : null;
        return door != null && door.isStuck() && mayTurnAway(road, door);
    }

    private @Nullable Slot<T> refusedNext(Road<T> road) {
        // They shall not take the places of those that can go: an answer takes them as long as it takes Kafka.
        Refused<T> refused = road.refusing < Math.max(1, share) ? road.refused.pollFirst() : null;
        if (refused == null) {
            return null;
        }
        road.refusing++;
        origin(refused.queue()).refused--;
        return start(road, refused.queue(), refused.entry(), true, Holds.PLACE);
    }

    private @Nullable Slot<T> asideNext(Road<T> road) {
        for (Door door : knocked) {
            Deque<Queue<T>> waiting = road.aside.get(door);
            if (waiting != null) {
                boolean open = door.isOpen();
                if (open || door.isShut() || (mayTurnAway(road, door) && isOutOfPatience(waiting.getFirst()))) {
                    Queue<T> queue = waiting.removeFirst();
                    if (waiting.isEmpty()) {
                        road.aside.remove(door);
                    }
                    return start(road, queue, queue.takeNext(), !open, Holds.PLACE_AND_KEY);
                }
            }
        }
        return null;
    }

    private boolean mayTurnAway(Road<T> road, Door door) {
        return !door.isBeginning() && (!door.isBusy() || doors.nanos().getAsLong() - road.mixedAt < OTHERS_SEEN);
    }

    private boolean isOutOfPatience(Queue<T> queue) {
        return doors.nanos().getAsLong() - queue.asideSince >= doors.patience().toNanos();
    }

    private @Nullable Slot<T> readyNext(Road<T> road) {
        while (!road.ready.isEmpty()) {
            Queue<T> queue = road.ready.removeFirst();
            Door door = queue.waiting.getFirst().door();
            if (door == null || door.isOpen()) {
                return start(road, queue, queue.takeNext(), false, Holds.PLACE_AND_KEY);
            }
            if (door.isShut() || (mayTurnAway(road, door) && isCrowded(road, door))) {
                return start(road, queue, queue.takeNext(), true, Holds.PLACE_AND_KEY);
            }
            queue.asideSince = doors.nanos().getAsLong();
            road.aside.computeIfAbsent(door, _ -> new ArrayDeque<>()).addLast(queue);
        }
        return null;
    }

    private boolean isCrowded(Road<T> road, Door door) {
        Deque<Queue<T>> before = road.aside.get(door);
        return (before != null && before.size() >= maxBufferedByLane / ONE_DOOR)
                || road.buffered - road.refused.size() > maxBufferedByLane / ALL_DOORS;
    }

    /**
     * Says that an item has its answer: it leaves its door, another one may have its place, and the next of its key may run. Place and
     * key it keeps where many are at that point and get no further: no other one would, since all are written to the same broker.
     *
     * @return the same item, to be completed
     */
    public Slot<T> answered(Slot<T> slot) {
        leaveDoor(slot);
        Slot<T> outside = slot.outside();
        if (slot.holds() != Holds.PLACE_AND_KEY || withoutPlace >= maxInFlight / WITHOUT_PLACE) {
            return outside;
        }
        withoutPlace++;
        givePlaceBack(slot);
        letNextRun(slot);
        return outside.holdingNothing();
    }

    /** Says that an item no longer runs, however it ended. */
    public void complete(Slot<T> slot) {
        Origin<T> origin = leave(slot);
        origin.bytes -= slot.bytes();
        road(slot.source().lane()).bytes -= slot.bytes();
        if (slot.holds() == Holds.PLACE_AND_KEY) {
            letNextRun(slot);
        }
        forgetIfIdle(slot.source(), origin);
    }

    private void letNextRun(Slot<T> slot) {
        Origin<T> origin = origins.get(slot.source());
        Queue<T> queue = origin == null ? null : origin.queues.get(slot.key());
        if (origin == null || queue == null) {
            return;
        }
        queue.running = false;
        if (queue.waiting.isEmpty()) {
            origin.queues.remove(slot.key());
        } else {
            road(slot.source().lane()).ready.addLast(queue);
        }
    }

    /**
     * Takes an item out of what runs, without letting the next of its key run: it waits for news. Until it runs again it counts
     * neither as running nor as waiting, so however many are parked, the others go on, and however many come back at once,
     * there is the room that {@link #room} promised.
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
        queue.waiting.addFirst(new Entry<>(slot.item(), slot.bytes(), slot.door(), true));
        road.ready.addLast(queue);
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
        road.refused.removeIf(refused -> refused.queue().source.equals(source));
        road.aside.values().forEach(queues -> queues.removeIf(queue -> queue.source.equals(source)));
        road.aside.values().removeIf(Deque::isEmpty);
        int dropped = origin.buffered;
        road.buffered -= dropped;
        road.bytes -= origin.bytes - origin.bytesInFlight;
        origin.bytes = origin.bytesInFlight;
        origin.buffered = 0;
        origin.refused = 0;
        origin.parked = 0;
        origin.queues.clear();
        forgetIfIdle(source, origin);
        return dropped;
    }

    /** How many have a place. */
    public int placed() {
        return placed;
    }

    /** How many run, with a place or without. */
    public int inFlight() {
        return placed + withoutPlace;
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

    /** How large those of a source are together that wait, run or are parked. */
    public long bytes(Source source) {
        Origin<T> origin = origins.get(source);
        return origin == null ? 0 : origin.bytes;
    }

    /** How many of a lane wait, run or are parked. */
    public int underWay(Lane lane) {
        int underWay = 0;
        for (Map.Entry<Source, Origin<T>> entry : origins.entrySet()) {
            Origin<T> origin = entry.getValue();
            underWay += entry.getKey().lane() == lane ? origin.buffered + origin.inFlight + origin.parked : 0;
        }
        return underWay;
    }

    private Origin<T> leave(Slot<T> slot) {
        Origin<T> origin = origins.get(slot.source());
        if (origin == null || origin.inFlight == 0) {
            throw new IllegalStateException("completed twice, or never started");
        }
        if (slot.holds() == Holds.NOTHING) {
            withoutPlace--;
        } else {
            givePlaceBack(slot);
        }
        road(slot.source().lane()).refusing -= slot.holds() == Holds.PLACE ? 1 : 0;
        origin.inFlight--;
        origin.bytesInFlight -= slot.bytes();
        leaveDoor(slot);
        return origin;
    }

    private void leaveDoor(Slot<T> slot) {
        if (slot.door() != null) {
            if (!slot.turnedAway()) {
                slot.door().left();
            }
            knocked.add(slot.door());
        }
    }

    private void givePlaceBack(Slot<T> slot) {
        placed--;
        road(slot.source().lane()).placed--;
    }

    private Slot<T> start(Road<T> road, Queue<T> queue, Entry<T> entry, boolean turnedAway, Holds holds) {
        Origin<T> origin = origin(queue);
        if (entry.wasParked()) {
            origin.parked--;
        } else {
            origin.buffered--;
            road.buffered--;
        }
        origin.inFlight++;
        origin.bytesInFlight += entry.bytes();
        road.placed++;
        placed++;
        if (entry.door() != null && !turnedAway) {
            entry.door().entered();
        }
        return new Slot<>(queue.source, queue.key, entry.item(), entry.bytes(), entry.door(), turnedAway, holds);
    }

    /**
     * What a lane keeps even while it is silent is its own: for that it may take any free place. Up to its whole share it leaves as much
     * to each of the others, and beyond it their shares.
     */
    private boolean mayStart(Road<T> road) {
        int free = maxInFlight - placed;
        if (road.placed < silentShare) {
            return free > 0;
        }
        boolean withinShare = road.placed < share;
        long now = doors.nanos().getAsLong();
        int kept = 0;
        for (Road<T> other : roads.values()) {
            int its = withinShare || isSilent(other, now) ? silentShare : share;
            kept += other == road ? 0 : Math.max(0, its - other.placed);
        }
        return free > kept;
    }

    private boolean isSilent(Road<T> road, long now) {
        return road.isEmpty() && now - road.cameAt >= SILENT_AFTER;
    }

    private Origin<T> origin(Queue<T> queue) {
        Origin<T> origin = origins.get(queue.source);
        if (origin == null) {
            throw new IllegalStateException("a queue outlived its source");
        }
        return origin;
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

    /** What one that runs keeps from others. */
    public enum Holds {
        PLACE_AND_KEY,
        /** It is turned away beside one of its key that runs. */
        PLACE,
        /** It has its answer. */
        NOTHING
    }

    /**
     * An item that runs.
     *
     * @param source where it came from
     * @param key whose it is
     * @param item what runs
     * @param bytes how large it is
     * @param door the door it has passed, or was turned away from; absent: it has none, or has left it
     * @param turnedAway whether it may not do what it came for, and is only told so
     * @param holds what others have to wait for
     */
    public record Slot<T>(
            Source source,
            String key,
            T item,
            int bytes,
            @Nullable Door door,
            boolean turnedAway,
            Holds holds) {
        private Slot<T> outside() {
            return new Slot<>(source, key, item, bytes, null, turnedAway, holds);
        }

        private Slot<T> holdingNothing() {
            return new Slot<>(source, key, item, bytes, door, turnedAway, Holds.NOTHING);
        }
    }
}
