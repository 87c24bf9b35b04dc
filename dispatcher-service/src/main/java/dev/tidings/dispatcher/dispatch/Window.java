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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits and what runs. What waits is bounded by lane, in number and size, so that a flood in one lane shuts no other out, and by
 * source within it; what runs has one of the {@link Places}. Of one source and key at most one runs that has no {@linkplain #answered answer} yet, in the order
 * offered; a key that has run goes behind the others of its lane. Who has his answer gives back his place and his key's turn, though he is not done yet.
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
    /** A source may have as many waiting as this, among however many others its lane's room is divided. */
    private static final int LEAST_PART = 16;

    /** So many keys may wait for one door that is closed: this part of a lane's room. */
    private static final int ONE_DOOR = 8;

    /** So many stay that wait behind others for a door that is stuck: this part of a source's part. */
    private static final int STAY_BEHIND = 8;

    /** Of a lane's room, what may be full before nobody waits for a closed door any more. */
    private static final int ALL_DOORS = 2;

    /** So often it is looked at those whom a stuck door keeps waiting behind others, and at the {@link Allowance}. */
    private static final long LOOK_EVERY = Duration.ofMillis(100).toNanos();

    /** For so long it counts that others come to a lane. */
    private static final long OTHERS_SEEN = Duration.ofSeconds(10).toNanos();

    /** By rank. */
    private final Map<Lane, LaneState<T>> states = new LinkedHashMap<>();

    private final Map<Source, SourceState<T>> origins = new HashMap<>();
    private final Doors<T> doors;
    private final Places<T> places;
    /** May have opened since they were found closed. */
    private final Set<Door> knocked = new LinkedHashSet<>();

    private final int maxBufferedByLane;
    private final long maxBytesByLane;

    private long lookedAt;

    /**
     * An empty window.
     *
     * @param lanes the first goes first
     * @param maxInFlight how many places there are for what runs
     * @param maxBuffered how many may wait, over all lanes
     * @param maxBytes how large all may be together that wait, run or are parked, over all lanes
     * @param doors what else an item has to pass
     * @param waits how long those that were started have waited for a processor on average, by lane, since this was asked last
     */
    public Window(
            List<Lane> lanes,
            int maxInFlight,
            int maxBuffered,
            long maxBytes,
            Doors<T> doors,
            Supplier<Map<Lane, Duration>> waits) {
        this.maxBufferedByLane = Math.max(1, maxBuffered / lanes.size());
        this.maxBytesByLane = maxBytes / lanes.size();
        this.doors = doors;
        lookedAt = doors.nanos().getAsLong();
        for (Lane lane : lanes) {
            states.put(
                    lane, new LaneState<>(lane, states.size(), lookedAt - OTHERS_SEEN, lookedAt - Places.SILENT_AFTER));
        }
        places = new Places<>(states.values(), maxInFlight, waits, doors.nanos());
    }

    /** Among how many sources a lane's room is divided. */
    public void divide(Lane lane, int sources) {
        state(lane).sources = Math.max(1, sources);
    }

    /**
     * Whether a source may bring more: its lane has room, and it has not filled its part of it.
     *
     * @param atOnce as many as may come together
     */
    public boolean hasRoom(Source source, int atOnce) {
        LaneState<T> state = state(source.lane());
        return room(source.lane()) >= atOnce
                && roomInBytes(source.lane()) > 0
                && buffered(source) < part(state)
                && bytes(source) < maxBytesByLane / state.sources;
    }

    private int part(LaneState<T> state) {
        return Math.max(LEAST_PART, maxBufferedByLane / state.sources);
    }

    /** How many more of this lane may be offered. */
    public int room(Lane lane) {
        return maxBufferedByLane - state(lane).buffered;
    }

    /** How many more bytes of this lane may be offered; less than none, where the last ones were large. */
    public long roomInBytes(Lane lane) {
        return maxBytesByLane - state(lane).bytes;
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
        LaneState<T> state = state(source.lane());
        if (state.buffered >= maxBufferedByLane) {
            throw new IllegalStateException("more was offered than there is room for: ask room() first");
        }
        SourceState<T> origin = origins.computeIfAbsent(source, _ -> new SourceState<>());
        KeyQueue<T> queue = origin.queues.computeIfAbsent(key, _ -> new KeyQueue<>(source, key));
        Entry<T> entry = new Entry<>(item, bytes, doors.of().apply(item).orElse(null), false);
        state.comes(entry.door(), doors.nanos().getAsLong());
        queue.waiting.addLast(entry);
        if (!queue.running && queue.waiting.size() == 1) {
            state.ready.addLast(queue);
        }
        origin.buffered++;
        origin.bytes += bytes;
        state.buffered++;
        state.bytes += bytes;
    }

    /** The item to run or to turn away next, which counts as running from now on; empty: none may. */
    public Optional<Slot<T>> next() {
        boolean someHadNoPlace = false;
        for (LaneState<T> state : states.values()) {
            if (places.mayStart(state)) {
                Slot<T> slot = refusedNext(state);
                slot = slot == null ? asideNext(state) : slot;
                slot = slot == null ? readyNext(state) : slot;
                if (slot != null) {
                    return Optional.of(slot);
                }
            } else {
                someHadNoPlace |= !state.aside.isEmpty();
            }
        }
        if (!someHadNoPlace) {
            knocked.clear();
        }
        return Optional.empty();
    }

    /**
     * Looks at all doors again at which something waits: time, or who has left another one, may have opened them, or used up somebody's patience, or so many wait
     * behind others for one that is stuck that the last of them have to go. And at how long was waited for processors.
     */
    public void review() {
        states.values().forEach(state -> knocked.addAll(state.aside.keySet()));
        long now = doors.nanos().getAsLong();
        if (now - lookedAt >= LOOK_EVERY) {
            lookedAt = now;
            places.look();
            origins.forEach((source, origin) -> makeRoom(state(source.lane()), origin));
        }
    }

    /** Those that wait behind others would mostly find their door closed when it is their turn, and wait there. */
    private void makeRoom(LaneState<T> state, SourceState<T> origin) {
        Deque<KeyQueue<T>> behind = new ArrayDeque<>();
        if (isScarce(state, origin)) {
            behind.addAll(origin.queues.values());
        }
        // One of each key in turn.
        while (isScarce(state, origin) && !behind.isEmpty()) {
            KeyQueue<T> queue = behind.removeFirst();
            Optional<Entry<T>> last =
                    queue.takeLastBehind(door -> door.isStuck() && !door.isBeginning() && isMixed(state));
            if (last.isPresent()) {
                state.refused.addLast(new Refused<>(queue, last.get()));
                origin.refused++;
                behind.addLast(queue);
            }
        }
    }

    private boolean isScarce(LaneState<T> state, SourceState<T> origin) {
        return origin.buffered - origin.refused > part(state) / STAY_BEHIND;
    }

    private @Nullable Slot<T> refusedNext(LaneState<T> state) {
        // They shall not take the places of those that can go: each keeps its own until Kafka has what is said of it.
        Refused<T> refused = state.refusing < Math.max(1, places.share()) ? state.refused.pollFirst() : null;
        if (refused == null) {
            return null;
        }
        state.refusing++;
        origin(refused.queue()).refused--;
        return start(state, refused.queue(), refused.entry(), true, Holds.PLACE);
    }

    private @Nullable Slot<T> asideNext(LaneState<T> state) {
        for (Door door : knocked) {
            Deque<KeyQueue<T>> waiting = state.aside.get(door);
            if (waiting != null) {
                boolean open = door.isOpen();
                if (open || door.isShut() || (mayTurnAway(state, door) && isOutOfPatience(waiting.getFirst()))) {
                    KeyQueue<T> queue = waiting.removeFirst();
                    if (waiting.isEmpty()) {
                        state.aside.remove(door);
                    }
                    return start(state, queue, queue.takeNext(), !open, Holds.PLACE_AND_KEY);
                }
            }
        }
        return null;
    }

    private boolean mayTurnAway(LaneState<T> state, Door door) {
        return !door.isBeginning() && (!door.isBusy() || isMixed(state));
    }

    /** Whether others come to the lane, who would have the room. */
    private boolean isMixed(LaneState<T> state) {
        return doors.nanos().getAsLong() - state.mixedAt < OTHERS_SEEN;
    }

    private boolean isOutOfPatience(KeyQueue<T> queue) {
        return doors.nanos().getAsLong() - queue.asideSince >= doors.patience().toNanos();
    }

    private @Nullable Slot<T> readyNext(LaneState<T> state) {
        while (!state.ready.isEmpty()) {
            KeyQueue<T> queue = state.ready.removeFirst();
            Door door = queue.waiting.getFirst().door();
            if (door == null || door.isOpen()) {
                return start(state, queue, queue.takeNext(), false, Holds.PLACE_AND_KEY);
            }
            if (door.isShut() || (mayTurnAway(state, door) && isCrowded(state, door))) {
                return start(state, queue, queue.takeNext(), true, Holds.PLACE_AND_KEY);
            }
            queue.asideSince = doors.nanos().getAsLong();
            state.aside.computeIfAbsent(door, _ -> new ArrayDeque<>()).addLast(queue);
        }
        return null;
    }

    private boolean isCrowded(LaneState<T> state, Door door) {
        Deque<KeyQueue<T>> before = state.aside.get(door);
        return (before != null && before.size() >= maxBufferedByLane / ONE_DOOR)
                || state.buffered - state.refused.size() > maxBufferedByLane / ALL_DOORS;
    }

    /**
     * Says that an item has its answer: it leaves its door, another one may have its place, and the next of its key may run. Place and
     * key it keeps where many are at that point and get no further: or else calls would go on while nothing can be written of them.
     *
     * @return the same item, to be completed
     */
    public Slot<T> answered(Slot<T> slot) {
        leaveDoor(slot);
        Slot<T> outside = slot.outside();
        if (slot.holds() != Holds.PLACE_AND_KEY
                || !places.mayGoWithout(state(slot.source().lane()))) {
            return outside;
        }
        places.goesWithout(state(slot.source().lane()));
        letNextRun(slot);
        return outside.holdingNothing();
    }

    /** Says that an item no longer runs, however it ended. */
    public void complete(Slot<T> slot) {
        SourceState<T> origin = leave(slot);
        origin.bytes -= slot.bytes();
        state(slot.source().lane()).bytes -= slot.bytes();
        if (slot.holds() == Holds.PLACE_AND_KEY) {
            letNextRun(slot);
        }
        forgetIfIdle(slot.source(), origin);
    }

    private void letNextRun(Slot<T> slot) {
        SourceState<T> origin = origins.get(slot.source());
        KeyQueue<T> queue = origin == null ? null : origin.queues.get(slot.key());
        if (origin == null || queue == null) {
            return;
        }
        queue.running = false;
        if (queue.waiting.isEmpty()) {
            origin.queues.remove(slot.key());
        } else {
            state(slot.source().lane()).ready.addLast(queue);
        }
    }

    /**
     * Takes an item out of what runs, without letting the next of its key run: it waits for news. Until it runs again it counts
     * neither as running nor as waiting, so however many are parked, the others go on, and however many come back at once,
     * there is the room that {@link #room} promised.
     */
    public void park(Slot<T> slot) {
        SourceState<T> origin = leave(slot);
        origin.parked++;
    }

    /** Puts a parked item back, before all others of its key. Does nothing where its source was dropped meanwhile. */
    public void resume(Slot<T> slot) {
        SourceState<T> origin = origins.get(slot.source());
        KeyQueue<T> queue = origin == null ? null : origin.queues.get(slot.key());
        if (origin == null || queue == null) {
            return;
        }
        LaneState<T> state = state(slot.source().lane());
        queue.running = false;
        queue.waiting.addFirst(new Entry<>(slot.item(), slot.bytes(), slot.door(), true));
        state.ready.addLast(queue);
    }

    /**
     * Forgets what waits or is parked of this source; what runs goes on until it is completed.
     *
     * @return how many were forgotten
     */
    public int drop(Source source) {
        SourceState<T> origin = origins.get(source);
        if (origin == null) {
            return 0;
        }
        LaneState<T> state = state(source.lane());
        state.ready.removeIf(queue -> queue.source.equals(source));
        state.refused.removeIf(refused -> refused.queue().source.equals(source));
        state.aside.values().forEach(queues -> queues.removeIf(queue -> queue.source.equals(source)));
        state.aside.values().removeIf(Deque::isEmpty);
        int dropped = origin.buffered;
        state.buffered -= dropped;
        state.bytes -= origin.bytes - origin.bytesInFlight;
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
        return places.placed();
    }

    /** How many places normal and bulk may have together, before they start none beyond their shares, while a lane goes before them. */
    public int allowance() {
        return places.allowance();
    }

    /** How many run without a place, since they have their answer. */
    public int withoutPlace() {
        return places.without();
    }

    /** How many run, with a place or without. */
    public int inFlight() {
        return places.placed() + places.without();
    }

    public int inFlight(Source source) {
        SourceState<T> origin = origins.get(source);
        return origin == null ? 0 : origin.inFlight;
    }

    public int buffered(Lane lane) {
        return state(lane).buffered;
    }

    public int buffered(Source source) {
        SourceState<T> origin = origins.get(source);
        return origin == null ? 0 : origin.buffered;
    }

    /** How large those of a source are together that wait, run or are parked. */
    public long bytes(Source source) {
        SourceState<T> origin = origins.get(source);
        return origin == null ? 0 : origin.bytes;
    }

    /** How many of a lane wait, run or are parked. */
    public int underWay(Lane lane) {
        int underWay = 0;
        for (Map.Entry<Source, SourceState<T>> entry : origins.entrySet()) {
            SourceState<T> origin = entry.getValue();
            underWay += entry.getKey().lane() == lane ? origin.buffered + origin.inFlight + origin.parked : 0;
        }
        return underWay;
    }

    private SourceState<T> leave(Slot<T> slot) {
        SourceState<T> origin = origins.get(slot.source());
        if (origin == null || origin.inFlight == 0) {
            throw new IllegalStateException("completed twice, or never started");
        }
        LaneState<T> state = state(slot.source().lane());
        switch (slot.holds()) {
            case PLACE_AND_KEY -> places.giveBack(state);
            case PLACE -> {
                places.giveBack(state);
                state.refusing--;
            }
            case NOTHING -> places.endsWithout();
        }
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

    private Slot<T> start(LaneState<T> state, KeyQueue<T> queue, Entry<T> entry, boolean turnedAway, Holds holds) {
        SourceState<T> origin = origin(queue);
        if (entry.wasParked()) {
            origin.parked--;
        } else {
            origin.buffered--;
            state.buffered--;
        }
        origin.inFlight++;
        origin.bytesInFlight += entry.bytes();
        places.take(state);
        if (entry.door() != null && !turnedAway) {
            entry.door().entered();
        }
        return new Slot<>(queue.source, queue.key, entry.item(), entry.bytes(), entry.door(), turnedAway, holds);
    }

    private SourceState<T> origin(KeyQueue<T> queue) {
        SourceState<T> origin = origins.get(queue.source);
        if (origin == null) {
            throw new IllegalStateException("a queue outlived its source");
        }
        return origin;
    }

    private void forgetIfIdle(Source source, SourceState<T> origin) {
        if (origin.inFlight == 0 && origin.buffered == 0 && origin.parked == 0) {
            origins.remove(source);
        }
    }

    private LaneState<T> state(Lane lane) {
        LaneState<T> state = states.get(lane);
        if (state == null) {
            throw new IllegalArgumentException("the window does not serve lane " + lane.id());
        }
        return state;
    }

    /** What one that runs keeps from others. */
    public enum Holds {
        PLACE_AND_KEY,
        /** It is turned away out of turn: its key's turn is not its own. */
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
     * @param holds what it keeps from others
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
