package dev.tidings.runtime;

import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.jspecify.annotations.Nullable;

/** What to do about an exception that ended a stream thread. */
enum StreamsFailure {
    /** Nothing is broken but the installation: start over until the topics are there. */
    TOPICS_MISSING,
    /** The thread alone is broken: another one takes its tasks over. */
    THREAD,
    /** The process itself is broken, for example out of memory or the wrong version: only a new one helps. */
    PROCESS;

    static StreamsFailure of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MissingSourceTopicException) {
                return TOPICS_MISSING;
            }
            if (cause instanceof VirtualMachineError
                    || cause instanceof LinkageError
                    || cause instanceof StateException) {
                return PROCESS;
            }
        }
        return THREAD;
    }
}
