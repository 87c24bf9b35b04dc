package dev.tidings.testbed.bench.path;

import dev.tidings.publish.SendRequestBuilder;
import dev.tidings.testbed.bench.kit.Accounts;
import dev.tidings.testbed.bench.kit.IntakeLag;
import dev.tidings.testbed.bench.kit.MessageIds;
import dev.tidings.testbed.bench.kit.Phones;
import dev.tidings.testbed.bench.kit.Pipeline;
import dev.tidings.testbed.bench.kit.RequestPublisher;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Publishes the requests of this benchmark. */
final class Upstream implements AutoCloseable {
    private static final Duration STORED_WITHIN = Duration.ofMinutes(5);
    private static final Duration FIRST_DUE = Duration.ofDays(1);
    /** Held ones have numbers that no others have. */
    private static final int FIRST_HELD = 1_000_000_000;
    /** Makes a request of about 500 bytes. */
    private static final String TEXT = "x".repeat(400);

    private final Pipeline stage;
    private final InstantSource clock;
    private final RequestPublisher publisher;

    /**
     * A publisher.
     *
     * @param settings of its producer in addition to those that it needs
     */
    Upstream(Pipeline stage, Map<String, Object> settings, InstantSource clock) {
        this.stage = stage;
        this.clock = clock;
        this.publisher = new RequestPublisher(stage.bootstrapServers(), settings, clock);
    }

    /** One request to be sent at once; waits only while too many are under way. */
    void publish(int number) {
        publisher.publish(request(number).build());
    }

    /** So many that are not due for days; returns when all of them are held. */
    void hold(int pending, Timeline timeline) {
        Instant first = clock.instant().plus(FIRST_DUE);
        for (int i = 0; i < pending; i++) {
            publisher.publish(
                    request(FIRST_HELD + i).sendAt(first.plusSeconds(i)).build());
        }
        await();
        try (IntakeLag lag = new IntakeLag(
                IntakeLag.Intake.REQUESTS,
                stage.bootstrapServers(),
                stage.setting().partitions(),
                timeline)) {
            if (!lag.awaitNone(STORED_WITHIN)) {
                throw new SubjectFailedException(pending + " pending were not held within " + STORED_WITHIN);
            }
        }
    }

    private SendRequestBuilder request(int number) {
        return SendRequestBuilder.to(
                        "whatsapp", Accounts.id(number % stage.setting().accounts()), Phones.of(number))
                .requestId(MessageIds.requestId(number))
                .from("bench", "bench")
                .text(TEXT);
    }

    /** Waits until Kafka has all. */
    void await() {
        publisher.await();
    }

    @Override
    public void close() {
        publisher.close();
    }
}
