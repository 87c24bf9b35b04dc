package dev.tidings.dispatcher.engine;

import dev.tidings.runtime.DeadLetters;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts records that cannot be read where operators find them. */
final class Burial {
    private static final Logger LOG = LoggerFactory.getLogger(Burial.class);

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
        boolean done = publishing.one(DeadLetters.letter(letter, work.cause()), work.assignment()::isCurrent);
        if (done) {
            deadLetters.count(letter.topic());
        }
        return done;
    }
}
