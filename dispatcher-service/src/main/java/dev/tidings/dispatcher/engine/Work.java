package dev.tidings.dispatcher.engine;

import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.account.Account;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What a record of a lane asks for. */
sealed interface Work {
    Assignment assignment();

    long offset();

    /**
     * A task that nobody has begun: check it, and call.
     *
     * @param readAt when it was read, by {@link DispatchMetrics#now}
     * @param account whose door it passes; absent: it was unknown when the task came
     */
    record Send(
            Assignment assignment,
            long offset,
            SendTask task,
            long readAt,
            @Nullable Account account) implements Work {}

    /** A task that its account cannot take now: it is held for a later attempt. */
    record Postpone(Assignment assignment, long offset, SendTask task) implements Work {}

    /** A task whose attempt is over, says the journal: publish what it led to. */
    record Republish(Assignment assignment, long offset, SendTask task, AttemptFinished finished) implements Work {}

    /**
     * A task that a former owner has begun: wait for what the journal says when nobody can be calling any more.
     *
     * @param answerBy when that is
     * @param word what the journal says then; empty: nothing, so the attempt is uncertain
     */
    record Await(
            Assignment assignment,
            long offset,
            SendTask task,
            Instant answerBy,
            CompletableFuture<Optional<AttemptFinished>> word)
            implements Work {}

    /** A record that cannot be read. */
    record Bury(Assignment assignment, ConsumerRecord<byte[], byte[]> letter, String cause) implements Work {
        @Override
        public long offset() {
            return letter.offset();
        }
    }
}
