package dev.tidings.dispatcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.runtime.KafkaSettings;
import dev.tidings.runtime.TidingsProperties;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class DispatchConfigurationTest {
    @Test
    void publishesOrFailsInTheTimeThatIsKeptForAnAttemptsEnd() {
        KafkaSettings kafka =
                new KafkaSettings(new TidingsProperties("none:1", "0123456789abcdef-secret", Path.of("state"), "a"));
        ProducerConfig config = new ProducerConfig(DispatchConfiguration.producer(kafka));
        long longest = config.getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG)
                + config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
        assertThat(Duration.ofMillis(longest)).isLessThanOrEqualTo(TaskRunner.FINISH_WITHIN);
    }
}
