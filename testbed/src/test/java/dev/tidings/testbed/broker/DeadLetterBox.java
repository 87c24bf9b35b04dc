package dev.tidings.testbed.broker;

import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.codec.EventHeaders;
import dev.tidings.topics.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** The dead letters by where they came from. */
final class DeadLetterBox implements AutoCloseable {
    /** Where a record stood. */
    record Place(String topic, String partition, String offset) {
        static Place of(RecordMetadata sent) {
            return new Place(sent.topic(), Integer.toString(sent.partition()), Long.toString(sent.offset()));
        }

        static Place of(ConsumerRecord<byte[], byte[]> letter) {
            return new Place(
                    String.valueOf(EventHeaders.text(letter.headers(), DeadLetterHeaders.TOPIC)),
                    String.valueOf(EventHeaders.text(letter.headers(), DeadLetterHeaders.PARTITION)),
                    String.valueOf(EventHeaders.text(letter.headers(), DeadLetterHeaders.OFFSET)));
        }
    }

    private final TopicReader reader;

    DeadLetterBox(String bootstrapServers) {
        reader = new TopicReader(bootstrapServers, Topics.DEAD_LETTERS);
    }

    /** All letters, once those from these places are among them; fails where one place has two. */
    Map<Place, ConsumerRecord<byte[], byte[]>> await(Collection<Place> places) {
        return byPlace(reader.await(letters -> byPlace(letters).keySet().containsAll(places)));
    }

    private static Map<Place, ConsumerRecord<byte[], byte[]>> byPlace(
            Collection<ConsumerRecord<byte[], byte[]>> letters) {
        Map<Place, ConsumerRecord<byte[], byte[]>> all = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            if (all.put(Place.of(letter), letter) != null) {
                throw new AssertionError("two dead letters from one place: " + Place.of(letter));
            }
        }
        return all;
    }

    @Override
    public void close() {
        reader.close();
    }
}
