package dev.tidings.dispatcher.channel.credentials;

import java.nio.charset.StandardCharsets;

/**
 * A secret, which never shows itself in a log or a message.
 *
 * @param value the secret itself
 */
public record Secret(String value) {
    /** The secret as a key. */
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "Secret";
    }
}
