package dev.tidings.dispatcher.channel;

import dev.tidings.contract.SendTask;
import java.time.Instant;

/** Sends one task to one sending account's provider. */
public interface Channel {
    /**
     * Calls the provider once and says what came of it. Blocks the calling (virtual) thread until there is an answer or
     * {@link Channels#answerWithin()} is over. Expected trouble is an {@link Outcome}, never an exception: what is thrown
     * is a bug, and is taken for {@link Outcome.Uncertain}.
     *
     * @param deadline from then on nothing is sent: somebody else may judge the attempt, and the caller may have stood still
     */
    Outcome send(SendTask task, Instant deadline);
}
