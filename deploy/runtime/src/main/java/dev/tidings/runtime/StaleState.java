package dev.tidings.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Drops state that was left for so long that its changelog may not tell any more what was deleted since. An instance that came
 * back with it would go on from where it stood: what had been released and forgotten elsewhere would wait there still, and go
 * out once more. What is dropped is restored from the changelog's start.
 *
 * @see <a href="https://issues.apache.org/jira/browse/KAFKA-19943">KAFKA-19943</a>
 */
final class StaleState {
    private static final Logger LOG = LoggerFactory.getLogger(StaleState.class);

    private static final Pattern TASK = Pattern.compile("\\d+_\\d+");

    /** Kafka Streams writes it when a task is closed in order. Without it, what is stored is not used. */
    private static final String CHECKPOINT = ".checkpoint";

    private StaleState() {}

    /**
     * Drops the folders of tasks that were closed before then. Before the client starts: a task's folder is its own alone until
     * then.
     *
     * @param application the application's folder in the state folder; need not exist
     * @param trusted for how long after it was closed a folder is used
     * @throws UncheckedIOException where a folder cannot be read or deleted
     */
    static void drop(Path application, Instant now, Duration trusted) {
        tasks(application).forEach(task -> dropIfStale(task, now, trusted));
    }

    private static List<Path> tasks(Path application) {
        if (!Files.isDirectory(application)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(application)) {
            return children.filter(child ->
                            TASK.matcher(child.getFileName().toString()).matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void dropIfStale(Path task, Instant now, Duration trusted) {
        Path checkpoint = task.resolve(CHECKPOINT);
        try {
            // One of the future is of a clock that was wrong: how old it is cannot be told.
            if (Files.exists(checkpoint)
                    && Duration.between(Files.getLastModifiedTime(checkpoint).toInstant(), now)
                                    .abs()
                                    .compareTo(trusted)
                            > 0) {
                FileSystemUtils.deleteRecursively(task);
                LOG.info("{}: last used more than {} ago; it is restored from its changelog", task, trusted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
