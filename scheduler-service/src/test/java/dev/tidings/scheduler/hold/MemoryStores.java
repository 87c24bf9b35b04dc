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

/** The three stores in memory, with the one thing that Kafka's transactions give: back to the last commit. */
final class MemoryStores {
    private NavigableMap<DueKey, Held> due = new TreeMap<>();
    private Map<String, HoldState> states = new HashMap<>();
    private Map<String, Remembered> memory = new HashMap<>();
    private @Nullable DueKey cursor;
    private Map<CampaignKey, CampaignState> campaigns = new HashMap<>();
    private Map<CampaignKey, NavigableSet<ParkedKey>> parked = new HashMap<>();
    private NavigableMap<DueKey, Held> committedDue = new TreeMap<>();
    private Map<String, HoldState> committedStates = new HashMap<>();
    private Map<String, Remembered> committedMemory = new HashMap<>();
    private @Nullable DueKey committedCursor;
    private Map<CampaignKey, CampaignState> committedCampaigns = new HashMap<>();
    private Map<CampaignKey, NavigableSet<ParkedKey>> committedParked = new HashMap<>();
    private int writes;
    private int scans;

    Stores stores() {
        return new Stores(new Due(), new States(), new Cursor(), new Campaigns());
    }

    void commit() {
        committedDue = new TreeMap<>(due);
        committedStates = new HashMap<>(states);
        committedMemory = new HashMap<>(memory);
        committedCursor = cursor;
        committedCampaigns = new HashMap<>(campaigns);
        committedParked = copy(parked);
    }

    void rollBack() {
        due = new TreeMap<>(committedDue);
        states = new HashMap<>(committedStates);
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

    NavigableMap<DueKey, Held> due() {
        return due;
    }

    /** What is kept. */
    Map<String, HoldState> states() {
        return states;
    }

    /** What is remembered. */
    Map<String, Remembered> memory() {
        return memory;
    }

    record Remembered(HoldState state, long at) {}

    @Nullable
    DueKey cursor() {
        return cursor;
    }

    private final class Due implements DueStore {
        @Override
        public void put(DueKey key, Held held) {
            writes++;
            due.put(key, held);
        }

        @Override
        public Optional<Held> get(DueKey key) {
            return Optional.ofNullable(due.get(key));
        }

        @Override
        public void remove(DueKey key) {
            writes++;
            due.remove(key);
        }

        @Override
        public Entries after(@Nullable DueKey after) {
            scans++;
            NavigableMap<DueKey, Held> tail = after == null ? due : due.tailMap(after, false);
            // A copy, as RocksDB iterates over a snapshot.
            Iterator<Map.Entry<DueKey, Held>> entries = List.copyOf(tail.entrySet().stream()
                            .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                            .toList())
                    .iterator();
            return new Entries() {
                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public Entry next() {
                    Map.Entry<DueKey, Held> entry = entries.next();
                    return new Entry() {
                        @Override
                        public DueKey key() {
                            return entry.getKey();
                        }

                        @Override
                        public Held held() {
                            return entry.getValue();
                        }
                    };
                }

                @Override
                public void close() {}
            };
        }
    }

    private final class States implements StateStore {
        @Override
        public Optional<HoldState> get(String id, long now) {
            Remembered remembered = memory.get(id);
            return Optional.ofNullable(states.get(id))
                    .or(() -> remembered != null && remembered.at() + span().toMillis() > now
                            ? Optional.of(remembered.state())
                            : Optional.empty());
        }

        @Override
        public void keep(String id, HoldState state) {
            writes++;
            states.put(id, throughItsBytes(state));
        }

        @Override
        public void remember(String id, HoldState state, long now) {
            writes++;
            states.remove(id);
            memory.put(id, new Remembered(throughItsBytes(state), now));
        }

        @Override
        public void remove(String id) {
            writes++;
            states.remove(id);
        }

        @Override
        public boolean forget(long now, int most) {
            List<String> old = memory.entrySet().stream()
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
