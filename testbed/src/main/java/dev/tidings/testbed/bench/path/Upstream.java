package dev.tidings.testbed.bench.path;

import dev.tidings.codec.Codec;
import dev.tidings.publish.SendPublisher;
import dev.tidings.publish.SendRequestBuilder;
import dev.tidings.testbed.bench.kit.Accounts;
import dev.tidings.testbed.bench.kit.IntakeLag;
import dev.tidings.testbed.bench.kit.MessageIds;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/** Publishes requests, as an upstream service does, through the helper that ships. */
final class Upstream implements AutoCloseable {
    private static final int RECIPIENTS = 1_000_000;
    private static final int UNDER_WAY = 50_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STORED_WITHIN = Duration.ofMinutes(5);
    private static final Duration FIRST_DUE = Duration.ofDays(1);
    /** Held ones have numbers that no others have. */
    private static final int FIRST_HELD = 1_000_000_000;
    /** Makes a request of about 500 bytes. */
    private static final String TEXT = "x".repeat(400);

    private final PathStage stage;
    private final InstantSource clock;
    private final SendPublisher publisher;
    private final Semaphore free = new Semaphore(UNDER_WAY);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /**
     * A publisher.
     *
     * @param settings of its producer in addition to those that it needs
     */
    Upstream(PathStage stage, Map<String, Object> settings, InstantSource clock) {
        this.stage = stage;
        this.clock = clock;
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stage.bootstrapServers());
        this.publisher = SendPublisher.create(all, Codec.singleObject(), "/bench", clock);
    }

    /** One request to be sent at once; waits only while too many are under way. */
    void publish(int number) {
        publish(request(number));
    }

    /** So many that are not due for days; returns when all of them are held. */
    void hold(int pending, Timeline timeline) {
        Instant first = clock.instant().plus(FIRST_DUE);
        for (int i = 0; i < pending; i++) {
            publish(request(FIRST_HELD + i).sendAt(first.plusSeconds(i)));
        }
        await();
        try (IntakeLag lag =
                new IntakeLag(stage.bootstrapServers(), stage.setting().partitions(), timeline)) {
            if (!lag.awaitNone(STORED_WITHIN)) {
                throw new SubjectFailedException(pending + " pending were not held within " + STORED_WITHIN);
            }
        }
    }

    private SendRequestBuilder request(int number) {
        return SendRequestBuilder.to(
                        "whatsapp", Accounts.id(number % stage.setting().accounts()), phone(number))
                .requestId(MessageIds.requestId(number))
                .from("bench", "bench")
                .text(TEXT);
    }

    private void publish(SendRequestBuilder request) {
        take(1);
        var _ = publisher.send(request.build()).whenComplete((_, trouble) -> {
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
