package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.DueKey;
import dev.tidings.scheduler.hold.HoldStore;
import dev.tidings.scheduler.hold.Kind;
import dev.tidings.scheduler.hold.SimulatedStores;
import dev.tidings.scheduler.hold.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The stores that the service has, over one in memory, with a changelog from which they are restored after each crash. */
final class LoggedStores implements SimulatedStores {
    private final SplittableRandom random;
    private final List<KeyValue<Bytes, byte[]>> log = new ArrayList<>();
    private int committed;
    private EntryStore entries = opened();
    private @Nullable HoldStore running;

    LoggedStores(SplittableRandom random) {
        this.random = random;
    }

    private static EntryStore opened() {
        EntryStore store = new EntryStore(
                org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore("hold")
                        .get(),
                new EntryStores("hold"));
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        return store;
    }

    @Override
    public Stores stores() {
        KeyValueStore<Bytes, byte[]> logged = logged(entries);
        HoldStoreAdapter store = new HoldStoreAdapter(logged, entries, Duration.ofHours(24));
        running = store;
        return new Stores(store, new CampaignStoreAdapter(logged, (_, _, why) -> {
            throw new AssertionError(why);
        }));
    }

    /** As Kafka Streams wraps it: what is put and deleted is logged. */
    @SuppressWarnings("unchecked")
    private KeyValueStore<Bytes, byte[]> logged(EntryStore store) {
        return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                LoggedStores.class.getClassLoader(), new Class<?>[] {KeyValueStore.class}, (_, method, args) -> {
                    switch (method.getName()) {
                        case "put" -> log((Bytes) args[0], (byte[]) args[1]);
                        case "delete" -> log((Bytes) args[0], null);
                        case "putAll" ->
                            ((List<KeyValue<Bytes, byte[]>>) args[0]).forEach(entry -> log(entry.key, entry.value));
                        case "get", "range" -> {
                            // Nothing to log.
                        }
                        default -> throw new AssertionError(method + " is not logged here");
                    }
                    try {
                        return method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @SuppressWarnings("NullAway") // a null value deletes
    private void log(Bytes key, byte @Nullable [] value) {
        log.add(KeyValue.pair(key, value));
    }

    @Override
    public void commit() {
        committed = log.size();
        if (running != null && firstReleased() < running.firstWhole()) {
            throw new AssertionError(
                    "the first that is whole was due at " + firstReleased() + ", and not at " + running.firstWhole());
        }
    }

    /** When the first was due that lies where it waited, and was passed: looked up, and not remembered. */
    private long firstReleased() {
        try (KeyValueIterator<Bytes, byte[]> passed = entries.range(Family.DUE.start(), entries.cursor())) {
            return passed.hasNext() ? Family.number(passed.next().key) : HoldStore.NEVER;
        }
    }

    @Override
    public void rollBack() {
        log.subList(committed, log.size()).clear();
        if (random.nextBoolean()) {
            compact(random.nextInt(log.size() + 1));
        }
        entries = opened();
        for (int from = 0; from < log.size(); ) {
            int to = Math.min(log.size(), from + 1 + random.nextInt(60));
            entries.restore(log.subList(from, to));
            from = to;
        }
    }

    /** As a broker does with what is old enough: of each key the last record is left. */
    private void compact(int before) {
        Map<Bytes, Integer> last = new HashMap<>();
        for (int i = 0; i < log.size(); i++) {
            last.put(log.get(i).key, i);
        }
        List<KeyValue<Bytes, byte[]>> left = new ArrayList<>();
        for (int i = 0; i < log.size(); i++) {
            if (i >= before || Integer.valueOf(i).equals(last.get(log.get(i).key))) {
                left.add(log.get(i));
            }
        }
        log.clear();
        log.addAll(left);
        committed = log.size();
    }

    @Override
    public @Nullable DueKey nextFrom(DueKey key) {
        DueKey first = null;
        try (KeyValueIterator<Bytes, byte[]> behind = entries.behind(Family.BEHIND.key(key.toBytes()));
                KeyValueIterator<Bytes, byte[]> ahead = entries.ahead(Family.DUE.key(key.toBytes()))) {
            for (KeyValueIterator<Bytes, byte[]> each : List.of(ahead, behind)) {
                first = each.hasNext() ? DueKey.of(Family.rest(each.next().key)) : first;
            }
        }
        return first;
    }

    @Override
    public long waitingEntries() {
        long waiting = 0;
        try (KeyValueIterator<Bytes, byte[]> behind = entries.behind(Family.BEHIND.start());
                KeyValueIterator<Bytes, byte[]> ahead = entries.ahead(Family.DUE.start())) {
            for (KeyValueIterator<Bytes, byte[]> each : List.of(ahead, behind)) {
                while (each.hasNext()) {
                    waiting += DueKey.of(Family.rest(each.next().key)).kind() == Kind.CAMPAIGN ? 0 : 1;
                }
            }
        }
        return waiting;
    }

    /** But for the cursor, and how far what it has passed was stripped. */
    @Override
    public boolean isEmpty() {
        try (KeyValueIterator<Bytes, byte[]> all = entries.all()) {
            while (all.hasNext()) {
                Bytes key = all.next().key;
                if (!Family.CURSOR.has(key) && !Family.STRIPPED.has(key)) {
                    return false;
                }
            }
            return true;
        }
    }
}
