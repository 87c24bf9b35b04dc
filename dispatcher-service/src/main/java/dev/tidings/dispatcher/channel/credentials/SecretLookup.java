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
     * @param detail a sentence that names the reference
     */
    record Missing(String detail) implements SecretLookup {}
}
