package dev.tidings.codec;

/** The schema registry did not answer: no record is to blame, try again. */
public final class SchemaRegistryUnavailableException extends RuntimeException {
    public SchemaRegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
