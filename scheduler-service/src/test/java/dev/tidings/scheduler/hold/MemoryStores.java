package dev.tidings.scheduler.hold;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The stores in memory, with the one thing that Kafka's transactions give: back to the last commit. */
final class MemoryStores {
    private NavigableMap<DueKey, HoldStore.Waits> waiting = new TreeMap<>();
    private Map<EntryId, DueKey> places = new HashMap<>();
    private Map<EntryId, Remembered> memory = new HashMap<>();
    private @Nullable DueKey cursor;
    private Map<CampaignKey, CampaignState> campaigns = new HashMap<>();
    private Map<CampaignKey, NavigableSet<ParkedKey>> parked = new HashMap<>();
    private NavigableMap<DueKey, HoldStore.Waits> committedWaiting = new TreeMap<>();
    private Map<EntryId, DueKey> committedPlaces = new HashMap<>();
    private Map<EntryId, Remembered> committedMemory = new HashMap<>();
    private @Nullable DueKey committedCursor;
    private Map<CampaignKey, CampaignState> committedCampaigns = new HashMap<>();
    private Map<CampaignKey, NavigableSet<ParkedKey>> committedParked = new HashMap<>();
    private int writes;
    private int scans;

    Stores stores() {
        return new Stores(new Waiting(), new Cursor(), new Campaigns());
    }

    void commit() {
        committedWaiting = new TreeMap<>(waiting);
        committedPlaces = new HashMap<>(places);
        committedMemory = new HashMap<>(memory);
        committedCursor = cursor;
        committedCampaigns = new HashMap<>(campaigns);
        committedParked = copy(parked);
    }

    void rollBack() {
        waiting = new TreeMap<>(committedWaiting);
        places = new HashMap<>(committedPlaces);
        memory = new HashMap<>(committedMemory);
        cursor = committedCursor;
        campaigns = new HashMap<>(committedCampaigns);
        parked = copy(committedParked);
    }

    private static Map<CampaignKey, NavigableSet<ParkedKey>> copy(Map<CampaignKey, NavigableSet<ParkedKey>> of) {
        Map<CampaignKey, NavigableSet<ParkedKey>> copy = new HashMap<>();
        of.forEach((campaign, entries) -> copy.put(campaign, new TreeSet<>(entries)));
        return copy;
    }

    Map<CampaignKey, CampaignState> campaigns() {
        return campaigns;
    }

    /** Campaigns with requests that are parked. */
    Map<CampaignKey, NavigableSet<ParkedKey>> parked() {
        return parked;
    }

    int writes() {
        return writes;
    }

    int scans() {
        return scans;
    }

    /** What waits. */
    NavigableMap<DueKey, HoldStore.Waits> waiting() {
        return waiting;
    }

    /** What is remembered. */
    Map<EntryId, Remembered> memory() {
        return memory;
    }

    record Remembered(HoldState state, long at) {}

    @Nullable
    DueKey cursor() {
        return cursor;
    }

    private final class Waiting implements HoldStore {
        @Override
        public Optional<HoldState> find(EntryId id, long now) {
            return Optional.ofNullable(places.get(id))
                    .map(waiting::get)
                    .map(Waits::state)
                    .or(() -> Optional.ofNullable(memory.get(id))
                            .filter(remembered -> remembered.at() + span().toMillis() > now)
                            .map(Remembered::state));
        }

        @Override
        public void hold(DueKey key, HoldState state, Held held, long now) {
            remove(key.entry());
            places.put(key.entry(), key);
            waiting.put(key, new Waits(throughItsBytes(state), held));
        }

        @Override
        public Optional<Held> held(DueKey key) {
            return Optional.ofNullable(waiting.get(key)).map(Waits::held);
        }

        @Override
        public void remember(EntryId id, HoldState state, long now) {
            remove(id);
            memory.put(id, new Remembered(throughItsBytes(state), now));
        }

        @Override
        public void remove(EntryId id) {
            writes++;
            DueKey place = places.remove(id);
            if (place != null) {
                waiting.remove(place);
            }
            memory.remove(id);
        }

        @Override
        public boolean forget(long now, int most) {
            List<EntryId> old = memory.entrySet().stream()
                    .filter(entry -> entry.getValue().at() + span().toMillis() <= now)
                    .map(Map.Entry::getKey)
                    .toList();
            old.stream().limit(most).forEach(memory::remove);
            return old.size() > most;
        }

        @Override
        public Duration span() {
            return Duration.ofHours(24);
        }

        /** So that every test reads what was really stored. */
        private static HoldState throughItsBytes(HoldState state) {
            return StateFormat.read(ByteBuffer.wrap(StateFormat.write(state)));
        }

        @Override
        public HoldStore.Entries after(@Nullable DueKey after) {
            scans++;
            NavigableMap<DueKey, Waits> tail = after == null ? waiting : waiting.tailMap(after, false);
            // A copy, as RocksDB iterates over a snapshot.
            return new Walk(List.copyOf(tail.entrySet().stream()
                            .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                            .toList())
                    .iterator());
        }

        private record Walk(Iterator<Map.Entry<DueKey, Waits>> entries) implements HoldStore.Entries {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Entry next() {
                Map.Entry<DueKey, Waits> entry = entries.next();
                return new At(entry.getKey(), entry.getValue());
            }

            @Override
            public void close() {}
        }

        private record At(DueKey key, Waits content) implements Entry {}
    }

    private final class Campaigns implements CampaignStore {
        @Override
        public Optional<CampaignState> get(CampaignKey campaign) {
            return Optional.ofNullable(campaigns.get(campaign));
        }

        @Override
        public void put(CampaignKey campaign, CampaignState state) {
            writes++;
            // Through its bytes, so that every test reads what was really stored.
            campaigns.put(campaign, CampaignFormat.read(CampaignFormat.write(state)));
        }

        @Override
        public void remove(CampaignKey campaign) {
            writes++;
            campaigns.remove(campaign);
        }

        @Override
        public void park(CampaignKey campaign, ParkedKey key) {
            writes++;
            parked.computeIfAbsent(campaign, _ -> new TreeSet<>()).add(key);
        }

        @Override
        public void unpark(CampaignKey campaign, ParkedKey key) {
            writes++;
            parked.computeIfPresent(campaign, (_, entries) -> {
                entries.remove(key);
                return entries.isEmpty() ? null : entries;
            });
        }

        @Override
        public List<ParkedKey> parked(CampaignKey campaign, ParkedKey after, int most) {
            NavigableSet<ParkedKey> entries = parked.get(campaign);
            return entries == null
                    ? List.of()
                    : entries.tailSet(after, false).stream().limit(most).toList();
        }
    }

    private final class Cursor implements CursorStore {
        @Override
        public Optional<DueKey> read() {
            return Optional.ofNullable(cursor);
        }

        @Override
        public void write(DueKey to) {
            writes++;
            cursor = to;
        }
    }
}
