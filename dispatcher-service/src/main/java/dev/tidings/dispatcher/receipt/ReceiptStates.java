package dev.tidings.dispatcher.receipt;

import dev.tidings.runtime.Purge;
import dev.tidings.runtime.StateVersion;
import dev.tidings.runtime.Tally;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The states of a partition's correlation ids and conversations, and their end.
 *
 * @see <a href="file:deploy/decisions/010-state-versions.md">decision 010</a>
 */
final class ReceiptStates {
    /** Receipts are not repeated for longer. */
    static final Duration KEPT = Duration.ofDays(7);

    /** Receipts wait while a step is made: a million states are looked through in less than an hour all the same. */
    static final Duration STEP_EVERY = Duration.ofMinutes(1);

    static final int ENTRIES_PER_STEP = 20_000;

    /** At a key that no receipt has: theirs name channel and account. */
    static final StateVersion<Bytes> VERSION = new StateVersion<>("the receipts' state", Bytes.wrap(new byte[] {0}), 2);

    private final KeyValueStore<Bytes, byte[]> store;
    private final StateFormat format = new StateFormat();
    private final ReceiptMetrics metrics;
    private final Runnable unreadable;
    private final Purge<Bytes> purge;
    private final Tally<Bytes> waiting;

    /**
     * The states in that store.
     *
     * @param unreadable is told of each state that cannot be read
     * @throws dev.tidings.runtime.StateVersionException where another version wrote them
     */
    ReceiptStates(KeyValueStore<Bytes, byte[]> store, ReceiptMetrics metrics, Runnable unreadable) {
        VERSION.check(store);
        this.store = store;
        this.metrics = metrics;
        this.unreadable = unreadable;
        this.purge = new Purge<>(store, ENTRIES_PER_STEP, ReceiptStates::end);
        this.waiting = metrics.waiting().open(store);
    }

    private static long end(Bytes key, byte[] bytes) {
        return key.equals(VERSION.key()) ? Long.MAX_VALUE : end(StateFormat.since(bytes));
    }

    /** Bounded, since bytes that cannot be read may say any time. */
    private static long end(Instant since) {
        return Math.min(since.toEpochMilli(), Long.MAX_VALUE - KEPT.toMillis()) + KEPT.toMillis();
    }

    /**
     * What is known; empty where nothing is, or where it cannot be read. Begun anew, a result may be published twice, under one
     * event id, and nothing is sent for it.
     */
    Optional<ReceiptState> get(String key) {
        byte[] bytes = store.get(bytes(key));
        if (bytes == null) {
            return Optional.empty();
        }
        Optional<ReceiptState> state = format.read(bytes);
        if (state.isEmpty()) {
            unreadable.run();
        }
        return state;
    }

    /** Stores what follows on what was known. */
    void put(String key, Optional<ReceiptState> before, ReceiptState state) {
        Bytes at = bytes(key);
        store.put(at, format.write(state));
        waiting.changed(at, waiting(state) - before.map(ReceiptStates::waiting).orElse(0));
        purge.stored(end(state.since()));
    }

    private static int waiting(ReceiptState state) {
        return state instanceof ReceiptState.Waiting(var receipts, Instant _) ? receipts.size() : 0;
    }

    /** A bounded step of forgetting, and of counting what was found here. */
    void forget(Instant now) {
        waiting.step();
        purge.step(now, (key, bytes) -> {
            store.delete(key);
            long left = waiting.weigh(bytes);
            waiting.changed(key, -left);
            metrics.unmatched(left);
        });
    }

    /** The store is another's from now on. */
    void close() {
        waiting.close();
    }

    private static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }
}
