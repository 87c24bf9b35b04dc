package dev.tidings.dispatcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.topics.Lane;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartWaitsTest {
    private final StartWaits waits = new StartWaits();

    @Test
    void averagesByLane() {
        waits.waited(Lane.HIGH, 1_000);
        waits.waited(Lane.HIGH, 4_000);
        waits.waited(Lane.BULK, 7);
        assertThat(waits.take()).isEqualTo(Map.of(Lane.HIGH, Duration.ofNanos(2_500), Lane.BULK, Duration.ofNanos(7)));
    }

    @Test
    void countsEachWaitOnce() {
        waits.waited(Lane.HIGH, 1_000);
        assertThat(waits.take()).hasSize(1);
        assertThat(waits.take()).isEmpty();
        waits.waited(Lane.HIGH, 3_000);
        assertThat(waits.take()).containsEntry(Lane.HIGH, Duration.ofNanos(3_000));
    }
}
