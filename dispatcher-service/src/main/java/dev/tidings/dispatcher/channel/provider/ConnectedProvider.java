package dev.tidings.dispatcher.channel.provider;

import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.Outcome;
import java.time.Duration;
import java.time.Instant;

/** A provider that is spoken to over a connection which is kept, one for each account. */
public non-sealed interface ConnectedProvider extends ProviderApi {
    /**
     * A connection for an account, made when the account is first used, and again when its entry in the catalog or its secret
     * is another one. Does not wait for the network: whatever connects does so at the first message, or on a thread of its own,
     * and connects again by itself.
     *
     * @param reports takes what the provider reports over it
     */
    Connection open(Sender sender, Reports reports);

    /** One account's connection. Safe for use by many threads. */
    interface Connection extends AutoCloseable {
        /**
         * Sends one message and says what came of it; expected trouble is an {@link Outcome}, never an exception.
         *
         * @param deadline from then on nothing is written
         * @param within blocks no longer than that
         */
        Outcome send(SendTask task, Instant deadline, Duration within);

        /** Lets what was sent be answered, for a bounded time, and ends. What is still unanswered then is Uncertain. */
        @Override
        void close();
    }
}
