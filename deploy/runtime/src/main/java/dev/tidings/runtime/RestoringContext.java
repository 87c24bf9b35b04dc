package dev.tidings.runtime;

import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.CommitCallback;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A store's context that has what was logged restored by another than the store itself. Kafka Streams hands over what a poll has
 * brought, which may be megabytes: it is cut into slices, so that the stores' memory is looked at in between. Nobody reads a store
 * before all of it is restored.
 */
public final class RestoringContext implements StateStoreContext {
    /** Bytes after which a slice ends, with the record that reaches it. */
    private static final int SLICE = 64 * 1024;

    private final StateStoreContext context;
    private final Consumer<List<KeyValue<Bytes, byte[]>>> restore;

    /** @param restore takes what was logged over, in whatever portions; a null value deletes */
    public RestoringContext(StateStoreContext context, Consumer<List<KeyValue<Bytes, byte[]>>> restore) {
        this.context = context;
        this.restore = restore;
    }

    @Override
    public void register(StateStore root, StateRestoreCallback ownRestore) {
        context.register(root, restoring());
    }

    @Override
    public void register(StateStore root, StateRestoreCallback ownRestore, CommitCallback commit) {
        context.register(root, restoring(), commit);
    }

    private BatchingStateRestoreCallback restoring() {
        return this::restore;
    }

    private void restore(Collection<KeyValue<byte[], byte[]>> logged) {
        List<KeyValue<Bytes, byte[]>> slice = new ArrayList<>();
        int bytes = 0;
        for (KeyValue<byte[], byte[]> entry : logged) {
            slice.add(KeyValue.pair(Bytes.wrap(entry.key), entry.value));
            bytes += entry.key.length + length(entry.value);
            if (bytes >= SLICE) {
                restore.accept(slice);
                slice = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!slice.isEmpty()) {
            restore.accept(slice);
        }
    }

    private static int length(byte @Nullable [] value) {
        return value == null ? 0 : value.length;
    }

    @Override
    public String applicationId() {
        return context.applicationId();
    }

    @Override
    public TaskId taskId() {
        return context.taskId();
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return context.recordMetadata();
    }

    @Override
    public Serde<?> keySerde() {
        return context.keySerde();
    }

    @Override
    public Serde<?> valueSerde() {
        return context.valueSerde();
    }

    @Override
    public File stateDir() {
        return context.stateDir();
    }

    @Override
    public StreamsMetrics metrics() {
        return context.metrics();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return context.appConfigs();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return context.appConfigsWithPrefix(prefix);
    }
}
