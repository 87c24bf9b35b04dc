package dev.tidings.dispatcher.engine;

import dev.tidings.dispatcher.dispatch.Outgoing;
import dev.tidings.dispatcher.dispatch.Pause;
import dev.tidings.dispatcher.publish.Publisher;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes until Kafka has it. Of the tasks whose events Kafka does not take, so many can give back their places in the window; when
 * the others hold all places, nothing more is polled, and that is how the dispatcher waits for Kafka.
 */
final class Publishing {
    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Publisher publisher;
    private final JournalEnds ends;
    private final DispatchMetrics metrics;
    private final Pause pause;

    Publishing(Publisher publisher, JournalEnds ends, DispatchMetrics metrics, Pause pause) {
        this.publisher = publisher;
        this.ends = ends;
        this.metrics = metrics;
        this.pause = pause;
    }

    /**
     * Publishes all, in whatever order, and waits for the acknowledgements.
     *
     * @param partition of the task, and so of its records in the journal
     * @param wanted whether to try (on)
     * @return false where it was no longer wanted, or the engine has ended: some may have been published
     */
    boolean all(List<Outgoing> events, int partition, BooleanSupplier wanted) {
        List<Supplier<CompletableFuture<RecordMetadata>>> left = new ArrayList<>(events.size());
        for (Outgoing event : events) {
            left.add(
                    event.topic().equals(Topics.ATTEMPTS)
                            ? () -> publisher.publish(event, partition)
                            : () -> publisher.publish(event));
        }
        return persist(left, wanted);
    }

    /** Publishes a record as it is. */
    boolean one(ProducerRecord<byte[], byte[]> ready, BooleanSupplier wanted) {
        return persist(List.of(() -> publisher.send(ready)), wanted);
    }

    private boolean persist(List<Supplier<CompletableFuture<RecordMetadata>>> all, BooleanSupplier wanted) {
        List<Supplier<CompletableFuture<RecordMetadata>>> left = all;
        Duration wait = FIRST_PAUSE;
        // Asked before each try, the first one too: what is not ours to tell any more must not even begin.
        while (wanted.getAsBoolean()) {
            left = tried(left);
            if (left.isEmpty()) {
                return true;
            }
            metrics.publishFailed(left.size());
            if (!paused(wait)) {
                return false;
            }
            wait = wait.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? wait.multipliedBy(2) : LONGEST_PAUSE;
        }
        return false;
    }

    private List<Supplier<CompletableFuture<RecordMetadata>>> tried(
            List<Supplier<CompletableFuture<RecordMetadata>>> events) {
        List<CompletableFuture<RecordMetadata>> answers =
                events.stream().map(Supplier::get).toList();
        // For all in one: answered one by one, each would wake this thread.
        CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .handle((_, _) -> answers)
                .join();
        List<Supplier<CompletableFuture<RecordMetadata>>> failed = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            try {
                acknowledged(answers.get(i).join());
            } catch (CompletionException e) {
                failed.add(events.get(i));
                Throwable cause = e.getCause() == null ? e : e.getCause();
                LOG.atWarn()
                        .addKeyValue("cause", cause.getClass().getSimpleName())
                        .log("Kafka did not take an event, trying again");
            }
        }
        return failed;
    }

    private void acknowledged(RecordMetadata metadata) {
        if (metadata.topic().equals(Topics.ATTEMPTS) && metadata.hasOffset()) {
            ends.seen(metadata.partition(), metadata.offset() + 1);
        }
    }

    private boolean paused(Duration wait) {
        try {
            return pause.await(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
