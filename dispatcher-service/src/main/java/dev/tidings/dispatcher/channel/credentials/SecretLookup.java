package dev.tidings.dispatcher.channel.credentials;

/** What came of looking a secret up. */
public sealed interface SecretLookup {
    /**
     * It is there.
     *
     * @param secret the secret
     */
    record Found(Secret secret) implements SecretLookup {}

    /**
     * It is not. Next: sends of this account are refused until it is.
     *
     * @param cause why, for the log alone: it names the reference, and where secrets lie is nothing for a result
     */
    record Missing(String cause) implements SecretLookup {}
}
