package dev.tidings.scheduler.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.runtime.StateVersionException;
import dev.tidings.scheduler.hold.DueKey;
import dev.tidings.scheduler.hold.EntryId;
import dev.tidings.scheduler.hold.Grain;
import dev.tidings.scheduler.hold.HeldLane;
import dev.tidings.scheduler.hold.HeldViews;
import dev.tidings.scheduler.hold.HoldState.Noted;
import dev.tidings.scheduler.hold.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntryStoreTest {
    private static final int STEPS = 400;
    private static final int IDS = 12;

    @TempDir
    private Path folder;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Logged(Bytes key, byte @Nullable [] value) {}

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static EntryStore inMemory() {
        EntryStore store = new EntryStore(Stores.inMemoryKeyValueStore("hold").get(), new EntryStores("hold"));
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        return store;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsRestoredIsWhatWasWritten(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EntryStore written = inMemory();
        List<Logged> log = life(written, random);

        assertThat(contents(restored(log, random))).isEqualTo(contents(written));
        assertThat(counted(restored(log, random))).isEqualTo(counted(written));
        assertThat(contents(restored(compacted(log), random))).isEqualTo(contents(written));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyIdThatWaitsOrHasEndedLiesInOnePlace(int seed) {
        EntryStore store = inMemory();
        life(store, new SplittableRandom(seed));

        Map<Bytes, Integer> places = new HashMap<>();
        Map<Bytes, byte[]> ids = new HashMap<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> {
                if (Family.ID.has(entry.key)) {
                    ids.put(EntryBytes.place(entry.key, entry.value), entry.value);
                } else if (Stream.of(Family.DUE, Family.BEHIND, Family.ENDED)
                        .anyMatch(family -> family.has(entry.key))) {
                    places.merge(entry.key, 1, Integer::sum);
                }
            });
        }
        assertThat(places.keySet()).isEqualTo(ids.keySet());
        assertThat(counted(store))
                .isEqualTo(ids.entrySet().stream()
                        .filter(entry -> store.waits(Family.idOf(entry.getKey()), entry.getValue()))
                        .count());
    }

    private static long counted(EntryStore store) {
        while (store.countOn(2)) {
            assertThat(store.isOpen()).isTrue();
        }
        HeldViews views = new HeldViews();
        views.open(0).shows(new StoredView(store), store.counts());
        return views.pending(0).of(HeldLane.SMS);
    }

    @Test
    void followsFromTheLogOnRocksDbToo() {
        SplittableRandom random = new SplittableRandom(7);
        EntryStore inMemory = inMemory();
        List<Logged> log = life(inMemory, random);
        EntryStore rocks = (EntryStore) new EntryStores("hold").get();
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(Driver.settings(folder), new TaskId(0, 0), folder.toFile());
        rocks.init(context.getStateStoreContext(), rocks);
        try {
            for (Logged entry : log) {
                put(rocks, entry);
            }

            assertThat(contents(rocks)).isEqualTo(contents(inMemory));
            rocks.close();
            rocks.init(context.getStateStoreContext(), rocks);
            assertThat(counted(rocks)).as("after a stop in order").isEqualTo(counted(inMemory));
        } finally {
            rocks.close();
        }
    }

    @Test
    void aReaderOfAnotherThreadLeavesTheWritersAlone() {
        EntryStore store = inMemory();
        Bytes id = Family.id(new EntryId(Kind.DEADLINE, "a"));
        store.put(id, waits(Family.DUE, 100, new byte[0]));
        Bytes other = Family.id(new EntryId(Kind.DEADLINE, "b"));

        assertThat(CompletableFuture.supplyAsync(() -> store.get(other) == null).join())
                .isTrue();
        store.put(id, waits(Family.DUE, 200, new byte[0]));

        assertThat(contents(store)).hasSize(2);
    }

    private static KeyValue<Bytes, byte[]> mark(int version) {
        return KeyValue.pair(HoldTopology.VERSION.key(), new byte[] {(byte) version});
    }

    /** As it might be in another layout. */
    private static KeyValue<Bytes, byte[]> notOfThisLayout() {
        return KeyValue.pair(Family.id(new EntryId(Kind.SEND, "a")), new byte[] {1});
    }

    @Test
    void stopsAtAnotherVersionsMarkBeforeItReadsWhatThatLogged() {
        EntryStore store = inMemory();

        assertThatThrownBy(() -> store.restore(List.of(mark(5), notOfThisLayout())))
                .isInstanceOf(StateVersionException.class)
                .hasMessageStartingWith("the hold's state is of version 5, and this service reads version 6:");
    }

    @Test
    void stopsAtWhatCannotBeReadAndSaysNoVersion() {
        EntryStore store = inMemory();

        assertThatThrownBy(() -> store.restore(List.of(notOfThisLayout())))
                .isInstanceOf(StateVersionException.class)
                .hasMessageStartingWith("the hold's state is of version 0, and this service reads version 6:");
    }

    @Test
    void takesNothingOfItsOwnVersionForAnothers() {
        EntryStore store = inMemory();
        store.restore(List.of(mark(HoldTopology.VERSION.current())));

        assertThatThrownBy(() -> store.restore(List.of(notOfThisLayout())))
                .isNotInstanceOf(StateVersionException.class);
    }

    /** Of its changelog only what came later is read. */
    @Test
    void stopsAtAFolderOfAnotherVersion() {
        KeyValueStore<Bytes, byte[]> left = Stores.inMemoryKeyValueStore("hold").get();
        StateStoreContext context = new MockProcessorContext<>().getStateStoreContext();
        left.init(context, left);
        left.putAll(List.of(mark(5)));
        EntryStore store = new EntryStore(left, new EntryStores("hold"));

        assertThatThrownBy(() -> store.init(context, store)).isInstanceOf(StateVersionException.class);
    }

    private static byte[] waits(Family line, long due, byte[] held) {
        return EntryBytes.waits(line, due, Optional.of(HeldLane.SMS), Grain.of(0, due), new Noted(), held);
    }

    private static void put(EntryStore store, Logged entry) {
        byte[] value = entry.value();
        if (value == null) {
            store.delete(entry.key());
        } else {
            store.put(entry.key(), value);
        }
    }

    /** What a partition's hold might write, and what its changelog has of it. */
    private static List<Logged> life(EntryStore store, SplittableRandom random) {
        List<Logged> log = new ArrayList<>();
        long cursor = 0;
        for (int i = 0; i < STEPS; i++) {
            Logged entry;
            if (random.nextInt(12) == 0) {
                cursor += random.nextLong(EntryBytes.HOUR / 2);
                entry = passed(store, new DueKey(cursor, Kind.SEND, "released" + i));
            } else {
                entry = change(Family.id(new EntryId(Kind.DEADLINE, "id" + random.nextInt(IDS))), cursor, random);
            }
            if (random.nextBoolean()) {
                store.get(Family.id(new EntryId(Kind.DEADLINE, "id" + random.nextInt(IDS))));
            }
            put(store, entry);
            log.add(entry);
            if (random.nextInt(8) == 0) {
                store.countOn(1 + random.nextInt(3));
            }
        }
        return log;
    }

    private static Logged passed(EntryStore store, DueKey cursor) {
        Bytes to = Family.DUE.key(cursor.toBytes());
        try (KeyValueIterator<Bytes, byte[]> ahead = store.ahead(Family.DUE.start())) {
            while (ahead.hasNext() && ahead.peekNextKey().compareTo(to) <= 0) {
                KeyValue<Bytes, byte[]> entry = ahead.next();
                store.released(entry.key, entry.value);
            }
        }
        return new Logged(Family.CURSOR.start(), cursor.toBytes());
    }

    private static Logged change(Bytes id, long cursor, SplittableRandom random) {
        long time = random.nextLong(10 * EntryBytes.HOUR);
        return switch (random.nextInt(5)) {
            case 0 -> new Logged(id, null);
            case 1, 2 -> new Logged(id, EntryBytes.ended(time, new Noted()));
            default ->
                new Logged(
                        id,
                        waits(time > cursor ? Family.DUE : Family.BEHIND, time, new byte[] {(byte) random.nextInt(9)}));
        };
    }

    private static List<Logged> compacted(List<Logged> log) {
        Map<Bytes, Logged> latest = new LinkedHashMap<>();
        log.forEach(entry -> {
            latest.remove(entry.key());
            latest.put(entry.key(), entry);
        });
        return List.copyOf(latest.values());
    }

    private static EntryStore restored(List<Logged> log, SplittableRandom random) {
        EntryStore store = inMemory();
        for (int from = 0; from < log.size(); ) {
            int to = Math.min(log.size(), from + 1 + random.nextInt(60));
            store.restore(log.subList(from, to).stream()
                    .map(entry -> KeyValue.pair(entry.key(), entry.value()))
                    .toList());
            from = to;
        }
        return store;
    }

    private static Map<String, String> contents(EntryStore store) {
        Map<String, String> contents = new TreeMap<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> contents.put(entry.key.toString(), Arrays.toString(entry.value)));
        }
        return contents;
    }
}
