package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
    private static final TopicPartition FIRST = new TopicPartition("app-store-changelog", 0);
    private static final TopicPartition SECOND = new TopicPartition("app-store-changelog", 1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RestoreProgress progress = new RestoreProgress(meters);

    private double gauge(String name) {
        return meters.get("tidings.streams.restore." + name).gauge().value();
    }

    @Test
    void countsDownOverAllPartitions() {
        progress.onRestoreStart(FIRST, "store", 100, 1_100);
        progress.onRestoreStart(SECOND, "store", 0, 500);
        assertThat(gauge("left")).isEqualTo(1_500);

        // Offsets have gaps: 300 were passed, and 250 records came.
        progress.onBatchRestored(FIRST, "store", 399, 250);
        assertThat(gauge("left")).isEqualTo(1_200);
        assertThat(gauge("restored")).isEqualTo(250);
    }

    @Test
    void isAtZeroWhenAllIsRestored() {
        progress.onRestoreStart(FIRST, "store", 0, 10);
        progress.onBatchRestored(FIRST, "store", 9, 10);
        progress.onRestoreEnd(FIRST, "store", 10);
        assertThat(gauge("left")).isZero();
        assertThat(gauge("restored")).isZero();
    }

    @Test
    void forgetsWhatIsRestoredElsewhere() {
        progress.onRestoreStart(FIRST, "store", 0, 10);
        progress.onRestoreSuspended(FIRST, "store", 0);
        assertThat(gauge("left")).isZero();

        progress.onRestoreStart(SECOND, "store", 0, 10);
        progress.clear();
        assertThat(gauge("left")).isZero();
    }
}
