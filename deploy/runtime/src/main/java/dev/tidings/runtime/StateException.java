package dev.tidings.runtime;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Local state or its changelog is not as it has to be. Only a person can help, so that the service stops; its message says
 * how, and quotes nothing that is stored.
 */
public abstract sealed class StateException extends RuntimeException
        permits StateVersionException, StateLostException, StateFolderException {
    private static final long serialVersionUID = 1L;

    /** A chain may lead back to its beginning. */
    private static final int MOST_CAUSES = 100;

    StateException(String message) {
        super(message);
    }

    /** The one that led to a failure, if one did. */
    static Optional<StateException> in(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int link = 0; cause != null && link < MOST_CAUSES; link++) {
            if (cause instanceof StateException found) {
                return Optional.of(found);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
