package dev.tidings.testbed.bench.kit;

import dev.tidings.codec.Codec;
import dev.tidings.contract.SendRequest;
import dev.tidings.publish.SendPublisher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/** Publishes requests, as an upstream service does, through the helper that ships. */
public final class RequestPublisher implements AutoCloseable {
    private static final int UNDER_WAY = 50_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SendPublisher publisher;
    private final Semaphore free = new Semaphore(UNDER_WAY);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /**
     * A publisher.
     *
     * @param settings of its producer in addition to those that it needs
     */
    public RequestPublisher(String bootstrapServers, Map<String, Object> settings, InstantSource clock) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        this.publisher = SendPublisher.create(all, Codec.singleObject(), "/bench", clock);
    }

    /** One more; waits only while too many are under way. */
    public void publish(SendRequest request) {
        take(1);
        var _ = publisher.send(request).whenComplete((_, trouble) -> {
            if (trouble != null) {
                failure.compareAndSet(null, trouble);
            }
            free.release();
        });
    }

    /** Waits until Kafka has all. */
    public void await() {
        take(UNDER_WAY);
        free.release(UNDER_WAY);
    }

    private void take(int permits) {
        try {
            if (!free.tryAcquire(permits, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new SubjectFailedException("no request was acknowledged for " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("interrupted", e);
        }
        Throwable trouble = failure.get();
        if (trouble != null) {
            throw new SubjectFailedException("a request could not be published: " + trouble, trouble);
        }
    }

    @Override
    public void close() {
        publisher.close();
    }
}
