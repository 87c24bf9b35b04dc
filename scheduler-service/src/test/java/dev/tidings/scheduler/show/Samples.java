package dev.tidings.scheduler.show;

import dev.tidings.runtime.StoreHost;
import dev.tidings.scheduler.hold.DueKey;
import dev.tidings.scheduler.hold.HeldEntry;
import dev.tidings.scheduler.hold.HeldEntry.State;
import dev.tidings.scheduler.hold.HeldLane;
import dev.tidings.scheduler.hold.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Instances and entries for tests. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Samples() {}

    static HeldEntry send(String id, Instant due) {
        return new HeldEntry(new DueKey(due.toEpochMilli(), Kind.SEND, id), HeldLane.NORMAL, State.WAITING);
    }

    /** Many are due in the same millisecond. */
    static HeldEntry any(Random random, int number) {
        long due = NOON.toEpochMilli() + random.nextInt(50);
        String request = "r" + number;
        return switch (random.nextInt(3)) {
            case 0 -> new HeldEntry(new DueKey(due, Kind.SEND, request), HeldLane.HIGH, State.PARKED);
            case 1 -> new HeldEntry(new DueKey(due, Kind.RETRY, request + "/1/2@17"), HeldLane.SMS, State.WAITING);
            default ->
                new HeldEntry(new DueKey(due, Kind.DEADLINE, request + "/1@18"), HeldLane.DEADLINE, State.WAITING);
        };
    }

    /** Instances that are as they are said to be. */
    record Known(String self, boolean isReady, List<StoreHost> all, Map<String, String> owners) implements Instances {
        @Override
        public Optional<String> ownerOf(String requestId) {
            return Optional.ofNullable(owners.get(requestId));
        }
    }
}
