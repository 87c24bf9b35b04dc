package dev.tidings.dispatcher.channel;

import dev.tidings.contract.SendTask;
import java.time.Duration;
import java.util.Optional;

/** The channels that tasks can be sent through. */
public interface Channels {
    /**
     * The channel of an account, ready to send. Empty where the catalog has no such account, it is disabled, or no
     * adapter speaks for its provider: nothing was sent then.
     */
    Optional<Channel> forAccount(String channel, String accountId);

    /** What bounds the sends of an account. Empty where there is no channel for it. */
    Optional<AccountLimits> limits(String channel, String accountId);

    /** How many messages a task counts for: more than one where it goes out in parts. */
    int parts(SendTask task);

    /** The longest that {@link Channel#send} takes: after it, the caller has given the call up. */
    Duration answerWithin();
}
