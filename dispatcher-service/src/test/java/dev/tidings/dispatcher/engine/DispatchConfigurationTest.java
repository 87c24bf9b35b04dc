package dev.tidings.dispatcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.runtime.KafkaSettings;
import dev.tidings.runtime.TidingsProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class DispatchConfigurationTest {
    private final KafkaSettings kafka =
            new KafkaSettings(new TidingsProperties("none:1", "0123456789abcdef-secret", Path.of("state"), "a"));

    @Test
    void publishesOrFailsInTheTimeThatIsKeptForAnAttemptsEnd() {
        assertThat(longest(DispatchConfiguration.prompt(kafka))).isLessThanOrEqualTo(TaskRunner.FINISH_WITHIN);
        assertThat(longest(DispatchConfiguration.gathering(kafka))).isLessThanOrEqualTo(TaskRunner.FINISH_WITHIN);
    }

    @Test
    void keepsNoCallWaitingForOtherRecords() {
        assertThat(linger(DispatchConfiguration.prompt(kafka))).isZero();
        assertThat(linger(DispatchConfiguration.gathering(kafka))).isPositive();
    }

    /** A broker that is asked for silent lanes alone keeps the question, and is not asked for the others meanwhile. */
    @Test
    void keepsNoBacklogWaitingForSilentLanes() {
        ConsumerConfig config = new ConsumerConfig(DispatchConfiguration.lanes(kafka));

        assertThat(config.getInt(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG))
                .isPositive()
                .isLessThanOrEqualTo(50);
        assertThat(config.getInt(ConsumerConfig.FETCH_MIN_BYTES_CONFIG)).isEqualTo(1);
    }

    private static Duration longest(Map<String, Object> settings) {
        ProducerConfig config = new ProducerConfig(settings);
        return Duration.ofMillis(config.getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG)
                + config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG));
    }

    private static long linger(Map<String, Object> settings) {
        return new ProducerConfig(settings).getLong(ProducerConfig.LINGER_MS_CONFIG);
    }
}
