package dev.tidings.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.unit.DataSize;

/**
 * Looks at the folder for local state before anything is stored there: Kafka Streams would say what is wrong with it once for
 * each task, in RocksDB's words.
 */
final class StateFolder {
    /** What RocksDB takes of a disk at least before anything is stored: a log and a file for each partition. */
    static final DataSize LEAST_ROOM = DataSize.ofMegabytes(64);

    private StateFolder() {}

    /**
     * Makes it where it is not there.
     *
     * @throws StateFolderException where nothing can be stored there
     */
    static void check(Path folder, DataSize leastRoom) {
        long room;
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".can-be-written", null));
            room = Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            // The class says what it is (AccessDenied, FileAlreadyExists), where the message is mostly the path again.
            throw new StateFolderException(
                    folder, "cannot be written (" + e.getClass().getSimpleName() + ")");
        }
        if (room < leastRoom.toBytes()) {
            throw new StateFolderException(
                    folder,
                    "has " + DataSize.ofBytes(room).toMegabytes() + " MB left, and " + leastRoom.toMegabytes()
                            + " MB are needed to begin with");
        }
    }
}
