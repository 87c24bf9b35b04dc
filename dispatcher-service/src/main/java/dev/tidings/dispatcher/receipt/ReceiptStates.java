package dev.tidings.dispatcher.receipt;

import dev.tidings.runtime.Purge;
import dev.tidings.runtime.StateVersion;
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
    private final Runnable unreadable;
    private final Purge<Bytes> purge;

    /**
     * The states in that store.
     *
     * @param unreadable is told of each state that cannot be read
     * @throws dev.tidings.runtime.StateVersionException where another version wrote them
     */
    ReceiptStates(KeyValueStore<Bytes, byte[]> store, Runnable unreadable) {
        VERSION.check(store);
        this.store = store;
        this.unreadable = unreadable;
        this.purge = new Purge<>(store, ENTRIES_PER_STEP, ReceiptStates::end);
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

    void put(String key, ReceiptState state) {
        store.put(bytes(key), format.write(state));
        purge.stored(end(state.since()));
    }

    /** A bounded step of forgetting. */
    void forget(Instant now) {
        purge.step(now, (key, _) -> store.delete(key));
    }

    private static Bytes bytes(String key) {
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }
}
