package dev.tidings.runtime;

import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store over another one: hands on what only looks. Opening and writing are the subclass's; prefixes and backward ranges nobody uses. */
public abstract class ForwardingStore implements KeyValueStore<Bytes, byte[]> {
    private final KeyValueStore<Bytes, byte[]> beneath;

    /** @param beneath has the entries */
    protected ForwardingStore(KeyValueStore<Bytes, byte[]> beneath) {
        this.beneath = beneath;
    }

    protected final KeyValueStore<Bytes, byte[]> beneath() {
        return beneath;
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return beneath.get(key);
    }

    @Override
    public final KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        return beneath.range(from, to);
    }

    @Override
    public final KeyValueIterator<Bytes, byte[]> all() {
        return beneath.all();
    }

    @Override
    public final long approximateNumEntries() {
        return beneath.approximateNumEntries();
    }

    @Override
    public final String name() {
        return beneath.name();
    }

    @Override
    public void flush() {
        beneath.flush();
    }

    @Override
    public void close() {
        beneath.close();
    }

    @Override
    public final boolean persistent() {
        return beneath.persistent();
    }

    @Override
    public final boolean isOpen() {
        return beneath.isOpen();
    }

    @Override
    public final Position getPosition() {
        return Objects.requireNonNull(beneath.getPosition());
    }
}
