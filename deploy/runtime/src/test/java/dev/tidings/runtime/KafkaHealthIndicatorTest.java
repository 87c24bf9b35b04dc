package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class KafkaHealthIndicatorTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    @Test
    @Timeout(5)
    void saysDownInTimeWhereNothingListens() {
        try (KafkaHealthIndicator kafka = indicator(Samples.DEAD_BROKER)) {
            Health health = kafka.health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails()).containsKey("error");
        }
    }

    @Test
    @Timeout(5)
    void saysDownInTimeWhereNothingAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                KafkaHealthIndicator kafka = indicator("127.0.0.1:" + silent.getLocalPort())) {
            assertThat(kafka.health().getStatus()).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void saysDownWhereTheNameDoesNotResolve() {
        try (KafkaHealthIndicator kafka = indicator("no-such-host.invalid:9092")) {
            assertThat(kafka.health().getStatus()).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void repeatsAFreshAnswerAndAsksAgainAfterwards() {
        try (KafkaHealthIndicator kafka = indicator("no-such-host.invalid:9092")) {
            Health first = kafka.health();
            now.set(NOON.plusMillis(1_999));
            assertThat(kafka.health()).isSameAs(first);
            now.set(NOON.plusSeconds(2));
            assertThat(kafka.health()).isNotSameAs(first);
        }
    }

    @Test
    void asksAgainWhenTheClockWasSetBack() {
        try (KafkaHealthIndicator kafka = indicator("no-such-host.invalid:9092")) {
            Health first = kafka.health();
            now.set(NOON.minus(Duration.ofHours(1)));
            assertThat(kafka.health()).isNotSameAs(first);
        }
    }

    private KafkaHealthIndicator indicator(String servers) {
        return new KafkaHealthIndicator(new KafkaSettings(Samples.properties(servers, Path.of("state"))), now::get);
    }
}
