package dev.tidings.dispatcher.channel.provider;

import dev.tidings.contract.SendTask;
import java.time.Duration;
import java.util.Optional;

/** A provider that takes each message by one call over HTTP. Implementations are stateless. */
public non-sealed interface HttpProvider extends ProviderApi {
    @Override
    default Schemes schemes() {
        return Schemes.HTTP;
    }

    /** Writes the call for a task. */
    Draft draft(SendTask task, Sender sender);

    /** Whether an answer with this status can say that the message was accepted. */
    default boolean mayAccept(int status) {
        return status / 100 == 2;
    }

    /** The message's id in an answer that accepted it. Empty: this answer accepted nothing. */
    Optional<String> acceptedId(Reply reply);

    /**
     * The error code in an answer, one of the provider's codes and nothing of what it writes for people. Empty: it has none.
     * Where the HTTP status is all that it says, or one code means several things, the adapter makes up a word of its own.
     */
    Optional<String> errorCode(Reply reply);

    /** What the provider's error codes mean. */
    ErrorTable errors();

    /** Whether a code that is not in the table means that nothing was taken also where the status is 2xx. */
    default boolean refusesWithSuccess() {
        return false;
    }

    /** How long the answer asks to wait, where that stands in its body and not in the header Retry-After. */
    default Optional<Duration> retryAfter(Reply reply) {
        return Optional.empty();
    }
}
