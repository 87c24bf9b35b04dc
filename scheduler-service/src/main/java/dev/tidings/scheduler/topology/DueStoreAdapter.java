package dev.tidings.scheduler.topology;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.contract.DeadlineHold;
import dev.tidings.contract.Event;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.RetryHold;
import dev.tidings.scheduler.hold.DueKey;
import dev.tidings.scheduler.hold.DueStore;
import dev.tidings.scheduler.hold.Held;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The due store in a Streams store. Its values are always in single-object encoding, whatever the topics use: what waits
 * for years must not need a registry to be read.
 */
final class DueStoreAdapter implements DueStore {
    /** Its key says it all. */
    private static final byte[] CAMPAIGN = {1};

    private final KeyValueStore<Bytes, byte[]> store;
    private final Codec codec = Codec.singleObject();

    DueStoreAdapter(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public void put(DueKey key, Held held) {
        store.put(Family.DUE.key(key.toBytes()), write(held));
    }

    @Override
    public Optional<Held> get(DueKey key) {
        byte[] value = store.get(Family.DUE.key(key.toBytes()));
        return value == null ? Optional.empty() : Optional.of(read(key, value));
    }

    @Override
    public void remove(DueKey key) {
        store.delete(Family.DUE.key(key.toBytes()));
    }

    @Override
    public Entries after(@Nullable DueKey after) {
        // To the family's end, so that the entry beyond the due ones says when the next tick has work.
        Bytes from = after == null ? Family.DUE.start() : Family.DUE.key(after.toBytes());
        return new StoredEntries(store.range(from, Family.DUE.end()), after);
    }

    private byte[] write(Held held) {
        return switch (held) {
            case Held.Send(HeldSend send) -> encode(send);
            case Held.Retry(RetryHold retry) -> encode(retry);
            case Held.Deadline(DeadlineHold deadline) -> encode(deadline);
            case Held.Campaign _ -> CAMPAIGN;
            case Held.Unreadable unreadable -> unreadable.bytes().array();
        };
    }

    private byte[] encode(Event event) {
        return codec.encode(HoldTopology.STORE, event);
    }

    private Held read(DueKey key, byte[] value) {
        return switch (key.kind()) {
            case CAMPAIGN -> new Held.Campaign();
            case SEND, RETRY, DEADLINE -> decode(value);
        };
    }

    private Held decode(byte[] value) {
        return switch (codec.decode(new RecordHeaders(), value)) {
            case Decoded.Known(HeldSend send) -> new Held.Send(send);
            case Decoded.Known(RetryHold retry) -> new Held.Retry(retry);
            case Decoded.Known(DeadlineHold deadline) -> new Held.Deadline(deadline);
            case Decoded.Known _ -> new Held.Unreadable(ByteBuffer.wrap(value), "the stored event is not one of hold");
            case Decoded.UnknownType _ -> new Held.Unreadable(ByteBuffer.wrap(value), "the stored event is unknown");
            case Decoded.Undecodable(String cause) -> new Held.Unreadable(ByteBuffer.wrap(value), cause);
        };
    }

    private final class StoredEntry implements Entry {
        private final DueKey key;
        private final byte[] value;

        StoredEntry(DueKey key, byte[] value) {
            this.key = key;
            this.value = value;
        }

        @Override
        public DueKey key() {
            return key;
        }

        @Override
        public Held held() {
            return read(key, value);
        }
    }

    private final class StoredEntries implements Entries {
        private final KeyValueIterator<Bytes, byte[]> entries;
        private @Nullable Entry next;

        StoredEntries(KeyValueIterator<Bytes, byte[]> entries, @Nullable DueKey after) {
            this.entries = entries;
            this.next = following();
            // The store's ranges include their start; the cursor's own entry is gone, unless it was put again.
            if (next != null && next.key().equals(after)) {
                next = following();
            }
        }

        private @Nullable Entry following() {
            if (!entries.hasNext()) {
                return null;
            }
            KeyValue<Bytes, byte[]> entry = entries.next();
            return new StoredEntry(DueKey.of(Family.rest(entry.key)), entry.value);
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Entry next() {
            Entry current = next;
            if (current == null) {
                throw new NoSuchElementException("the due store has no more entries");
            }
            next = following();
            return current;
        }

        @Override
        public void close() {
            entries.close();
        }
    }
}
