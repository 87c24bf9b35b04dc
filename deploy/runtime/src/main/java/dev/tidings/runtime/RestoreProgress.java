package dev.tidings.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far local state is read back that this instance needs before it can go on; standbys are not counted. */
final class RestoreProgress implements StateRestoreListener {
    private final Map<TopicPartition, Restore> underWay = new ConcurrentHashMap<>();

    /** Offsets have gaps, and so what is left in records is no more than this. */
    private record Restore(long end, long left, long restored) {
        Restore reached(long offset, long records) {
            return new Restore(end, Math.max(0, end - offset - 1), restored + records);
        }
    }

    RestoreProgress(MeterRegistry meters) {
        gauge("tidings.streams.restore.left", Restore::left)
                .description("Records of changelogs that are still to be read back, at most; 0 when all is restored")
                .register(meters);
        gauge("tidings.streams.restore.restored", Restore::restored)
                .description("Records read back by the restores under way; 0 when all is restored")
                .register(meters);
    }

    private Gauge.Builder<?> gauge(String name, ToLongFunction<Restore> value) {
        return Gauge.builder(
                name, () -> underWay.values().stream().mapToLong(value).sum());
    }

    /** A new client begins anew; the one before may not have ended each of its restores. */
    void clear() {
        underWay.clear();
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
        underWay.put(partition, new Restore(end, Math.max(0, end - start), 0));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long batchEnd, long records) {
        underWay.computeIfPresent(partition, (_, restore) -> restore.reached(batchEnd, records));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {
        underWay.remove(partition);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long total) {
        underWay.remove(partition);
    }
}
