package dev.tidings.local.letters;

import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.local.settings.UserError;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts dead letters back, each with its marker in one transaction: both are there, or neither is. Opening it ends whatever
 * another one had begun, so that what was replayed can be read without anything being added meanwhile; of two at once the
 * earlier one fails.
 */
final class Redelivery implements AutoCloseable {
    static final String TRANSACTIONAL_ID = "tidings-dead-letters-replay";
    static final int BATCH = 100;

    /** Readers of committed records wait for one that is open. */
    private static final Duration TRANSACTION = Duration.ofSeconds(10);

    private static final Duration KAFKA_ANSWERS_WITHIN = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;

    Redelivery(Producer<byte[], byte[]> producer) {
        this.producer = producer;
        producer.initTransactions();
    }

    static Redelivery open(String bootstrapServers) {
        return new Redelivery(
                new KafkaProducer<>(settings(bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                TRANSACTIONAL_ID,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                (int) TRANSACTION.toMillis(),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                (int) TRANSACTION.toMillis(),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) KAFKA_ANSWERS_WITHIN.toMillis(),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) TRANSACTION.toMillis(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Topics.MAX_RECORD_BYTES);
    }

    /**
     * Puts them back in their order.
     *
     * @param told of each letter once it is back for good, with the offset that the record has now
     * @throws UserError where Kafka did not take some of them; those that were told of are back
     */
    void replay(List<Letter> letters, ObjLongConsumer<Letter> told) {
        for (int from = 0; from < letters.size(); from += BATCH) {
            List<Letter> batch = letters.subList(from, Math.min(from + BATCH, letters.size()));
            List<Long> offsets = committed(batch, letters.size() - from);
            for (int i = 0; i < batch.size(); i++) {
                told.accept(batch.get(i), offsets.get(i));
            }
        }
    }

    private List<Long> committed(List<Letter> batch, int left) {
        try {
            producer.beginTransaction();
            List<Long> offsets = write(batch);
            producer.commitTransaction();
            return offsets;
        } catch (KafkaException | ExecutionException e) {
            // A transaction that is left open is ended by the broker, or by the next replay.
            throw new UserError(
                    "Kafka did not confirm the last " + left + " ("
                            + e.getClass().getSimpleName()
                            + "): another replay may have begun, or it is not known what became of them."
                            + " Ask again: what is back is not replayed twice.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted: the last " + left + " are not replayed.", e);
        }
    }

    private List<Long> write(List<Letter> batch) throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent =
                batch.stream().map(letter -> producer.send(anew(letter))).toList();
        producer.flush();
        List<Long> offsets = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            long offset = sent.get(i).get().offset();
            Letter letter = batch.get(i);
            // Where it fails, the commit does.
            var _ = producer.send(Replays.marker(letter.id(), letter.place().orElseThrow(), offset));
            offsets.add(offset);
        }
        return offsets;
    }

    /**
     * The record as it was, into the partition where it was, and which letter it comes from. Kafka stamps it anew: by its old
     * time it might be deleted at once.
     */
    private static ProducerRecord<byte[], byte[]> anew(Letter letter) {
        Place from = letter.place().orElseThrow();
        Headers headers = letter.headers();
        headers.add(DeadLetterHeaders.REPLAY_OF, bytes(letter.id().toString()));
        headers.add(DeadLetterHeaders.REPLAYS, bytes(Long.toString(letter.replays() + 1)));
        return new ProducerRecord<>(
                from.topic(),
                from.partition(),
                letter.record().key(),
                letter.record().value(),
                headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(KAFKA_ANSWERS_WITHIN);
    }
}
