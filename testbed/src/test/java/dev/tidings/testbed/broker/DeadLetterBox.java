package dev.tidings.testbed.broker;

import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.codec.EventHeaders;
import dev.tidings.topics.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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

    /** The letters from these places, once each has one; fails where one has two. */
    Map<Place, ConsumerRecord<byte[], byte[]>> await(Set<Place> places) {
        return from(places, reader.await(letters -> from(places, letters).size() == places.size()));
    }

    private static Map<Place, ConsumerRecord<byte[], byte[]>> from(
            Set<Place> places, Collection<ConsumerRecord<byte[], byte[]>> letters) {
        Map<Place, ConsumerRecord<byte[], byte[]>> theirs = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            Place place = Place.of(letter);
            if (places.contains(place) && theirs.put(place, letter) != null) {
                throw new AssertionError("two dead letters from one place: " + place);
            }
        }
        return theirs;
    }

    @Override
    public void close() {
        reader.close();
    }
}
