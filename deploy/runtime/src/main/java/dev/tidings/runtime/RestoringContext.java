package dev.tidings.runtime;

import java.io.File;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.CommitCallback;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A store's context that has what was logged restored by another than the store itself. */
public final class RestoringContext implements StateStoreContext {
    private final StateStoreContext context;
    private final Consumer<Collection<KeyValue<byte[], byte[]>>> restore;

    /** @param restore takes what was logged over, in whatever portions */
    public RestoringContext(StateStoreContext context, Consumer<Collection<KeyValue<byte[], byte[]>>> restore) {
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
        return restore::accept;
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
