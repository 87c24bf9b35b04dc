package dev.tidings.dispatcher.engine;

import dev.tidings.runtime.DeadLetters;
import dev.tidings.topics.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts records that cannot be read where operators find them. */
final class Burial {
    private static final Logger LOG = LoggerFactory.getLogger(Burial.class);

    /** What the headers may take up beside the bytes as they came. */
    private static final int HEADERS = 16 * 1024;

    private final Publishing publishing;
    private final DeadLetters deadLetters;

    Burial(Publishing publishing, DeadLetters deadLetters) {
        this.publishing = publishing;
        this.deadLetters = deadLetters;
    }

    boolean bury(Work.Bury work) {
        ConsumerRecord<byte[], byte[]> letter = work.letter();
        LOG.warn(
                "dead letter from {} partition {} offset {}: {}",
                letter.topic(),
                letter.partition(),
                letter.offset(),
                work.cause());
        boolean done = publishing.one(record(work), work.assignment()::isCurrent);
        if (done) {
            deadLetters.count(letter.topic());
        }
        return done;
    }

    private static ProducerRecord<byte[], byte[]> record(Work.Bury work) {
        ConsumerRecord<byte[], byte[]> letter = work.letter();
        // One that fitted just so no longer does with our headers; it must not be tried for ever.
        boolean fits = letter.serializedValueSize() + letter.serializedKeySize() + HEADERS < Topics.MAX_RECORD_BYTES;
        String cause = fits ? work.cause() : work.cause() + "; too long to be kept, see the original";
        return new ProducerRecord<>(
                Topics.DEAD_LETTERS,
                null,
                null,
                letter.key(),
                fits ? letter.value() : new byte[0],
                DeadLetters.headers(letter.topic(), letter.partition(), letter.offset(), cause, letter.headers()));
    }
}
