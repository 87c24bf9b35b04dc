package dev.tidings.dispatcher.engine;

import dev.tidings.runtime.DeadLetters;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Puts records that cannot be read where operators find them. */
final class Burial {
    private final Publishing publishing;
    private final DeadLetters deadLetters;

    Burial(Publishing publishing, DeadLetters deadLetters) {
        this.publishing = publishing;
        this.deadLetters = deadLetters;
    }

    boolean bury(Work.Bury work) {
        ConsumerRecord<byte[], byte[]> letter = work.letter();
        boolean done = publishing.one(DeadLetters.letter(letter, work.cause()), work.assignment()::isCurrent);
        if (done) {
            deadLetters.buried(letter.topic(), letter.partition(), letter.offset(), work.cause());
        }
        return done;
    }
}
