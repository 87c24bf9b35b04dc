package dev.tidings.testbed.bench.fallback;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.PlannedStep;
import dev.tidings.contract.Priority;
import dev.tidings.contract.Status;
import dev.tidings.contract.TextContent;
import dev.tidings.testbed.bench.kit.Accounts;
import dev.tidings.testbed.bench.kit.BenchSecrets;
import dev.tidings.testbed.bench.kit.IntakeLag;
import dev.tidings.testbed.bench.kit.MessageIds;
import dev.tidings.testbed.bench.kit.Phones;
import dev.tidings.testbed.bench.kit.Pipeline;
import dev.tidings.testbed.bench.kit.RecordPublisher;
import dev.tidings.testbed.bench.kit.Timeline;
import dev.tidings.topics.RecipientKeys;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Watches of chat messages that were all sent at one time, as scheduler and dispatcher write them: nobody reports that they were
 * delivered, and so their deadlines come together.
 */
final class Watches {
    private static final Codec CODEC = Codec.singleObject();
    private static final int ATTEMPT = 1;
    /** Released before it was sent. */
    private static final Duration UNDER_WAY = Duration.ofMillis(100);

    private final RecipientKeys keys = new RecipientKeys(BenchSecrets.RECIPIENT_KEY.getBytes(StandardCharsets.UTF_8));
    private final Instant sentAt;
    private final Duration after;

    Watches(Instant sentAt, Duration after) {
        this.sentAt = sentAt;
        this.after = after;
    }

    /** When all of them are to be decided, milliseconds since 1970. */
    long deadline() {
        return sentAt.plus(after).toEpochMilli();
    }

    /** Those from that number on, and then that each was sent. */
    void publish(Pipeline stage, int first, int count) {
        try (RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers())) {
            publisher.publishAll(count, number -> watch(first + number));
            publisher.publishAll(count, number -> sent(first + number));
        }
    }

    /** Waits until fallback has read all that was published, and hold what fallback asked for; false: not within that time. */
    boolean areHeld(Pipeline stage, Timeline timeline, Duration atMost) {
        long end = timeline.nanos() + atMost.toNanos();
        return Stream.of(IntakeLag.Intake.WATCHES, IntakeLag.Intake.RESULTS, IntakeLag.Intake.DEADLINES_ASKED)
                .allMatch(intake -> isTakenIn(intake, stage, timeline, Duration.ofNanos(end - timeline.nanos())));
    }

    private static boolean isTakenIn(IntakeLag.Intake intake, Pipeline stage, Timeline timeline, Duration atMost) {
        try (IntakeLag lag =
                new IntakeLag(intake, stage.bootstrapServers(), stage.setting().partitions(), timeline)) {
            return lag.awaitNone(atMost);
        }
    }

    private ProducerRecord<byte[], byte[]> watch(int number) {
        String id = MessageIds.requestId(number);
        FallbackWatch watch = new FallbackWatch(
                id,
                "bench",
                "bench",
                null,
                "whatsapp",
                Accounts.id(0),
                Entries.POLICY,
                1,
                Set.of(FallbackTrigger.UNDELIVERED),
                after,
                Map.of(),
                List.of(step(number)),
                Priority.NORMAL,
                OnUncertain.GIVE_UP,
                dueAt(),
                dueAt(),
                dueAt().plus(after),
                Map.of(),
                null);
        return entry(Topics.WATCHES, id, id + "/watch", watch);
    }

    private PlannedStep step(int number) {
        String phone = Phones.of(number);
        return new PlannedStep(
                "sms",
                Entries.SMS_ACCOUNT,
                phone,
                keys.key("sms", phone),
                new TextContent("Your order is on its way"),
                1,
                Duration.ofHours(1),
                Set.of(),
                null);
    }

    private ProducerRecord<byte[], byte[]> sent(int number) {
        String id = MessageIds.requestId(number);
        DeliveryResult sent = new DeliveryResult(
                EventIds.resultId(id, 1, ATTEMPT, Status.SENT),
                id,
                "bench",
                null,
                1,
                Status.SENT,
                "whatsapp",
                Accounts.id(0),
                ATTEMPT,
                null,
                null,
                null,
                "wamid.bench" + number,
                false,
                dueAt(),
                sentAt,
                Entries.POLICY,
                Map.of());
        return entry(Topics.RESULTS, id, sent.eventId(), sent);
    }

    private Instant dueAt() {
        return sentAt.minus(UNDER_WAY);
    }

    private ProducerRecord<byte[], byte[]> entry(String topic, String key, String id, Event event) {
        return new ProducerRecord<>(
                topic,
                null,
                key.getBytes(StandardCharsets.UTF_8),
                CODEC.encode(topic, event),
                EventHeaders.of(id, Codec.type(event), "/bench", sentAt));
    }
}
