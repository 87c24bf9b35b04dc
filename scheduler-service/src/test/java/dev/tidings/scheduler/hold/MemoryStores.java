package dev.tidings.scheduler.hold;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stores as maps. */
final class MemoryStores implements SimulatedStores {
    private NavigableMap<DueKey, Waits> all = new TreeMap<>();
    private Map<EntryId, DueKey> places = new HashMap<>();
    private Set<DueKey> behind = new HashSet<>();
    private Map<EntryId, Remembered> memory = new HashMap<>();
    private @Nullable DueKey cursor;
    private Map<CampaignKey, CampaignState> campaigns = new HashMap<>();
    private Map<CampaignKey, NavigableSet<ParkedKey>> parked = new HashMap<>();
    private NavigableMap<DueKey, Waits> committedAll = new TreeMap<>();
    private Map<EntryId, DueKey> committedPlaces = new HashMap<>();
    private Set<DueKey> committedBehind = new HashSet<>();
    private Map<EntryId, Remembered> committedMemory = new HashMap<>();
    private @Nullable DueKey committedCursor;
    private Map<CampaignKey, CampaignState> committedCampaigns = new HashMap<>();
    private Map<CampaignKey, NavigableSet<ParkedKey>> committedParked = new HashMap<>();
    /** Released in the tick that runs, and not passed yet. */
    private final Set<DueKey> released = new HashSet<>();

    private int writes;
    private int scans;
    private int strips;
    private int stripped;

    @Override
    public Stores stores() {
        return new Stores(new Entries(), new Campaigns());
    }

    @Override
    public void commit() {
        committedAll = new TreeMap<>(all);
        committedBehind = new HashSet<>(behind);
        committedPlaces = new HashMap<>(places);
        committedMemory = new HashMap<>(memory);
        committedCursor = cursor;
        committedCampaigns = new HashMap<>(campaigns);
        committedParked = copy(parked);
    }

    @Override
    public void rollBack() {
        released.clear();
        all = new TreeMap<>(committedAll);
        behind = new HashSet<>(committedBehind);
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

    /** How often something was to be stripped. */
    int strips() {
        return strips;
    }

    /** How many released entries were stripped of what they held. */
    int stripped() {
        return stripped;
    }

    /** What waits. */
    NavigableMap<DueKey, Waits> waiting() {
        NavigableMap<DueKey, Waits> waiting = new TreeMap<>(all);
        waiting.keySet().removeIf(this::isPassed);
        return waiting;
    }

    @Override
    public @Nullable DueKey nextFrom(DueKey key) {
        return waiting().ceilingKey(key);
    }

    @Override
    public long waitingEntries() {
        return waiting().keySet().stream()
                .filter(key -> key.kind() != Kind.CAMPAIGN)
                .count();
    }

    @Override
    public boolean isEmpty() {
        return all.isEmpty() && memory.isEmpty() && parked.isEmpty() && campaigns.isEmpty();
    }

    /** From now on its state is one that cannot be read. */
    void breakState(EntryId id) {
        DueKey place = Objects.requireNonNull(places.get(id));
        all.computeIfPresent(place, (_, waits) -> new Waits(new HoldState.Unreadable(), waits.held()));
    }

    /** All there is: what waits, and what was released and not forgotten yet. */
    NavigableMap<DueKey, Waits> all() {
        return all;
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

    /** What waits, or was released and lies where it waited. */
    record Waits(HoldState state, Held held) {}

    /** Whether it waits still, and was not released. */
    private boolean isPassed(DueKey place) {
        return !behind.contains(place) && cursor != null && place.compareTo(cursor) <= 0;
    }

    private final class Entries implements HoldStore {
        @Override
        public Optional<HoldState> find(EntryId id, long now) {
            DueKey place = places.get(id);
            if (place == null) {
                return Optional.ofNullable(memory.get(id))
                        .filter(remembered -> remembered.at() + span().toMillis() > now)
                        .map(Remembered::state);
            }
            HoldState state = Objects.requireNonNull(all.get(place)).state();
            if (!isPassed(place)) {
                return Optional.of(state);
            }
            return Optional.of(released(state)).filter(_ -> !isOld(place, now));
        }

        private boolean isOld(DueKey passed, long now) {
            return passed.due() + LATE.toMillis() + span().toMillis() <= now;
        }

        @Override
        public void hold(DueKey key, HoldState state, Held held, long now) {
            remove(key.entry());
            places.put(key.entry(), key);
            all.put(key, new Waits(throughItsBytes(state), held));
            if (cursor != null && key.compareTo(cursor) <= 0) {
                behind.add(key);
            }
        }

        @Override
        public Optional<Held> held(EntryId id) {
            return Optional.ofNullable(places.get(id))
                    .filter(place -> !isPassed(place))
                    .map(all::get)
                    .map(Waits::held);
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
                all.remove(place);
                behind.remove(place);
            }
            memory.remove(id);
        }

        @Override
        public void strip(long before, long now, int most) {
            strips++;
            left().filter(place -> place.due() < before).limit(most).toList().forEach(place -> strip(place, now));
        }

        @Override
        public long firstWhole() {
            return left().findFirst().map(DueKey::due).orElse(NEVER);
        }

        private Stream<DueKey> left() {
            return all.keySet().stream().filter(MemoryStores.this::isPassed);
        }

        private void strip(DueKey place, long now) {
            HoldState state = Objects.requireNonNull(all.get(place)).state();
            remove(place.entry());
            if (!isOld(place, now)) {
                stripped++;
                memory.put(place.entry(), new Remembered(released(state), place.due() + LATE.toMillis()));
            }
        }

        private static HoldState released(HoldState state) {
            return state instanceof HoldState.Waiting(var origin)
                    ? new HoldState.Ended(origin, HoldState.End.RELEASED)
                    : state;
        }

        @Override
        public boolean tidy(long now, int most) {
            List<EntryId> old = memory.entrySet().stream()
                    .filter(entry -> entry.getValue().at() + span().toMillis() <= now)
                    .map(Map.Entry::getKey)
                    .toList();
            old.stream().limit(most).forEach(this::remove);
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
        public void passed(DueKey key) {
            writes++;
            if (cursor != null && key.compareTo(cursor) <= 0) {
                throw new IllegalStateException("the cursor goes back");
            }
            List<DueKey> passed = all.keySet().stream()
                    .filter(place -> !behind.contains(place) && !isPassed(place) && place.compareTo(key) <= 0)
                    .toList();
            if (!released.equals(Set.copyOf(passed))) {
                throw new IllegalStateException("the cursor passes " + passed + ", and released is " + released);
            }
            released.clear();
            cursor = key;
        }

        @Override
        public HoldStore.Entries waiting() {
            scans++;
            // A copy, as RocksDB iterates over a snapshot.
            return new Walk(waits().iterator());
        }

        private record Walk(Iterator<HoldStore.Entry> entries) implements HoldStore.Entries {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Entry next() {
                return entries.next();
            }

            @Override
            public void close() {}
        }

        private List<HoldStore.Entry> waits() {
            return all.entrySet().stream()
                    .filter(entry -> !isPassed(entry.getKey()))
                    .<HoldStore.Entry>map(entry ->
                            new At(entry.getKey(), entry.getValue(), !behind.contains(entry.getKey()), released::add))
                    .toList();
        }

        private record At(DueKey key, Waits waits, boolean isAhead, Consumer<DueKey> released) implements Entry {
            @Override
            public boolean isParked() {
                return waits.state() instanceof HoldState.Parked;
            }

            @Override
            public void release() {
                released.accept(key);
            }

            @Override
            public Held held() {
                return waits.held();
            }

            @Override
            public Held.Unreadable unreadable(String cause) {
                return new Held.Unreadable(ByteBuffer.wrap(new byte[0]), cause);
            }
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
}
