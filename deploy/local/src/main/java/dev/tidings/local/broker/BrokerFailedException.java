package dev.tidings.local.broker;

/** The broker could not be started or did not answer; the message ends with the last lines of its log. */
public final class BrokerFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerFailedException(String message) {
        super(message);
    }

    BrokerFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
