package dev.tidings.fallback.topology;

import dev.tidings.runtime.KafkaSettings;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.errors.StreamsException;

/** How many partitions the keyed topics have. Kafka is asked when it first matters, and not again: it never changes. */
public final class PartitionCount implements IntSupplier {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int NOT_ASKED = 0;

    private final KafkaSettings kafka;
    private int known = NOT_ASKED;

    public PartitionCount(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /**
     * At least 1.
     *
     * @throws StreamsException where Kafka does not answer: the thread that asked is replaced, and asks again
     */
    @Override
    public synchronized int getAsInt() {
        if (known == NOT_ASKED) {
            known = ask();
        }
        return known;
    }

    private int ask() {
        try (Admin admin = Admin.create(kafka.admin("tidings-fallback-partitions", PATIENCE))) {
            return admin.describeTopics(List.of(Topics.RESULTS))
                    .allTopicNames()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .size();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new StreamsException("could not learn how many partitions " + Topics.RESULTS + " has", e);
        }
    }
}
