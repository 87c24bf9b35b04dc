package dev.tidings.dispatcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.dispatcher.dispatch.Doors;
import dev.tidings.dispatcher.dispatch.Source;
import dev.tidings.dispatcher.dispatch.Window;
import dev.tidings.topics.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GateTest {
    private final ManualClock clock = new ManualClock(Instant.EPOCH);
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final StartWaits waits = new StartWaits();
    private final Window<Work> window = new Window<>(
            List.of(Lane.HIGH),
            16,
            100,
            10_000,
            new Doors<>(_ -> Optional.empty(), Duration.ZERO, clock::nanos),
            Map::of);

    @Test
    void tellsHowLongATaskHasWaitedForItsThreadAndNotHowLongItRan() {
        Runner slow = (_, _) -> {
            clock.pass(Duration.ofSeconds(5));
            return true;
        };
        Gate gate = new Gate(window, tasks::add, slow, waits, clock::nanos);
        TopicPartition partition = new TopicPartition(Lane.HIGH.topic(), 0);
        Assignment assignment = new Assignment(
                partition,
                new Source(Lane.HIGH, 0, 1),
                new Lease(Duration.ofMinutes(1), clock::instant, clock),
                new Failures());
        byte[] nothing = {};
        Work work = new Work.Bury(
                assignment, new ConsumerRecord<>(partition.topic(), 0, 0, nothing, nothing), "for this test");

        gate.offer("ann", work, 1, 0);
        clock.pass(Duration.ofSeconds(1));
        gate.pump();
        clock.pass(Duration.ofMillis(3));
        tasks.remove().run();

        assertThat(waits.take()).isEqualTo(Map.of(Lane.HIGH, Duration.ofMillis(3)));
    }
}
