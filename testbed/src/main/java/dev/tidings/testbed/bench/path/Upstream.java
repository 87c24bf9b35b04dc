package dev.tidings.testbed.bench.path;

import dev.tidings.codec.Codec;
import dev.tidings.publish.SendPublisher;
import dev.tidings.publish.SendRequestBuilder;
import dev.tidings.testbed.bench.kit.Accounts;
import dev.tidings.testbed.bench.kit.MessageIds;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/** Publishes requests to be sent at once, as an upstream service does, through the helper that ships. */
final class Upstream implements AutoCloseable {
    private static final int RECIPIENTS = 1_000_000;
    private static final int UNDER_WAY = 50_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Makes a request of about 500 bytes. */
    private static final String TEXT = "x".repeat(400);

    private final SendPublisher publisher;
    private final Semaphore free = new Semaphore(UNDER_WAY);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /**
     * A publisher.
     *
     * @param settings of its producer in addition to those that it needs
     */
    Upstream(String bootstrapServers, Map<String, Object> settings, InstantSource clock) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        this.publisher = SendPublisher.create(all, Codec.singleObject(), "/bench", clock);
    }

    /** One request; waits only while too many are under way. */
    void publish(int number) {
        take(1);
        var _ = publisher
                .send(SendRequestBuilder.to("whatsapp", Accounts.id(0), phone(number))
                        .requestId(MessageIds.requestId(number))
                        .from("bench", "bench")
                        .text(TEXT)
                        .build())
                .whenComplete((_, trouble) -> {
                    if (trouble != null) {
                        failure.compareAndSet(null, trouble);
                    }
                    free.release();
                });
    }

    /** Waits until Kafka has all. */
    void await() {
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

    private static String phone(int number) {
        return "+6581" + String.format(Locale.ROOT, "%06d", number % RECIPIENTS);
    }

    @Override
    public void close() {
        publisher.close();
    }
}
