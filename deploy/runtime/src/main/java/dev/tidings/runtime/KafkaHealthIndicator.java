package dev.tidings.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether Kafka answers. Asked often by several, it asks Kafka seldom. */
final class KafkaHealthIndicator implements HealthIndicator, AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final KafkaSettings kafka;
    private final InstantSource time;
    private @Nullable Admin admin;
    private @Nullable Answer last;

    KafkaHealthIndicator(KafkaSettings kafka, InstantSource time) {
        this.kafka = kafka;
        this.time = time;
    }

    @Override
    public synchronized Health health() {
        Instant now = time.instant();
        Answer known = last;
        if (known == null || !known.isFresh(now)) {
            known = new Answer(ask(), time.instant());
            last = known;
        }
        return known.health;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }

    private Health ask() {
        try {
            int brokers = admin().describeCluster()
                    .nodes()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .size();
            return Health.up().withDetail("brokers", brokers).build();
        } catch (ExecutionException e) {
            return down(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | KafkaException e) {
            return down(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return down(e);
        }
    }

    private static Health down(Throwable cause) {
        return Health.down()
                .withDetail("error", cause.getClass().getSimpleName())
                .build();
    }

    /** Made when first asked for: where no bootstrap server's name resolves, the constructor throws. */
    private Admin admin() {
        Admin made = admin == null ? Admin.create(kafka.admin("tidings-health", PATIENCE)) : admin;
        admin = made;
        return made;
    }

    private record Answer(Health health, Instant at) {
        /** Neither old nor, after the clock was set back, from the future. */
        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(FRESH));
        }
    }
}
