package dev.tidings.runtime;

import java.io.IOException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** What to do about an exception that ended a stream thread. */
enum StreamsFailure {
    /** Nothing is broken but the installation: start over until the topics are there. */
    TOPICS_MISSING,
    /** The disk under the local state is full: another thread tries again, until somebody has made room. */
    NO_ROOM,
    /** The thread alone is broken: another one takes its tasks over. */
    THREAD,
    /** The process itself is broken, for example out of memory or the wrong version: only a new one helps. */
    PROCESS;

    static StreamsFailure of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MissingSourceTopicException) {
                return TOPICS_MISSING;
            }
            if (isNoRoom(cause)) {
                return NO_ROOM;
            }
            if (cause instanceof VirtualMachineError
                    || cause instanceof LinkageError
                    || cause instanceof StateException) {
                return PROCESS;
            }
        }
        return THREAD;
    }

    /** RocksDB has a code for it; Java has the system's own words alone. */
    private static boolean isNoRoom(Throwable cause) {
        if (cause instanceof RocksDBException storing) {
            Status status = storing.getStatus();
            return status != null && status.getSubCode() == Status.SubCode.NoSpace;
        }
        return cause instanceof IOException
                && String.valueOf(cause.getMessage()).contains("No space left on device");
    }
}
