package dev.tidings.testbed.bench.dispatch;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.Priority;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.TextContent;
import dev.tidings.testbed.bench.kit.Accounts;
import dev.tidings.testbed.bench.kit.BenchSecrets;
import dev.tidings.testbed.bench.kit.MessageIds;
import dev.tidings.topics.RecipientKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The tasks of a workload as the scheduler would release them. */
final class Tasks {
    static final int BYTES = 500;
    /** A time takes as many bytes now as it does then. */
    private static final Instant ANY_DAY = Instant.parse("2026-11-24T00:00:00Z");

    private static final Codec CODEC = Codec.singleObject();

    private final Workload workload;
    private final OnUncertain onUncertain;
    private final InstantSource clock;
    private final RecipientKeys keys = new RecipientKeys(BenchSecrets.RECIPIENT_KEY.getBytes(StandardCharsets.UTF_8));
    private final String text;

    Tasks(Workload workload, OnUncertain onUncertain, InstantSource clock) {
        this.workload = workload;
        this.onUncertain = onUncertain;
        this.clock = clock;
        this.text = "x".repeat(textLength());
    }

    /** A text that makes a task as long as it has to be. */
    static int textLength() {
        Workload one = Workload.uniform(1, 1, 1);
        SendTask empty = task(one, 0, "", "0".repeat(32), OnUncertain.GIVE_UP, ANY_DAY);
        // The number takes some digits more, and the length of a longer text a byte.
        return BYTES - CODEC.encode("any", empty).length - 5;
    }

    ProducerRecord<byte[], byte[]> record(String topic, int number) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String key = keys.key("whatsapp", workload.phone(number));
        return record(topic, task(workload, number, text, key, onUncertain, now), now);
    }

    /** Any task as a record of a lane. */
    static ProducerRecord<byte[], byte[]> record(String topic, SendTask task, Instant now) {
        return new ProducerRecord<>(
                topic,
                null,
                task.recipientKey().getBytes(StandardCharsets.UTF_8),
                CODEC.encode(topic, task),
                EventHeaders.of(
                        EventIds.attemptId(task.requestId(), task.step(), task.attempt()),
                        Codec.type(task),
                        "/bench",
                        now));
    }

    private static SendTask task(
            Workload workload, int number, String text, String key, OnUncertain onUncertain, Instant now) {
        return new SendTask(
                MessageIds.requestId(number),
                "bench",
                "bench",
                null,
                1,
                1,
                "whatsapp",
                Accounts.id(workload.account(number)),
                workload.phone(number),
                key,
                new TextContent(text),
                Priority.NORMAL,
                onUncertain,
                now,
                now,
                null,
                now.plus(Duration.ofHours(1)),
                false,
                null,
                null,
                Map.of(),
                null);
    }
}
