package dev.tidings.local.letters;

import dev.tidings.local.settings.Spans;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters a command is about: options of those that are about several. */
final class LetterFilter {
    @Option(names = "--topic", paramLabel = "TOPIC", description = "those that were read from this topic")
    @Nullable
    String topic;

    @Option(names = "--cause", paramLabel = "TEXT", description = "those whose cause contains this text")
    @Nullable
    String cause;

    @Option(
            names = "--since",
            paramLabel = "SPAN",
            description = "those of the last 2h, or 7d (default: of all the time that they are kept)")
    @Nullable
    String since;

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "100000",
            description = "how far back from its end each partition is read at most, in records"
                    + " (default: ${DEFAULT-VALUE})")
    long depth = 100_000;

    boolean isSet() {
        return topic != null || cause != null || since != null;
    }

    Instant since(Instant now) {
        return since == null ? Instant.EPOCH : now.minus(Spans.span(since));
    }

    boolean wants(Letter letter) {
        return (topic == null
                        || letter.place()
                                .filter(from -> from.topic().equals(topic))
                                .isPresent())
                && (cause == null || letter.cause().contains(cause));
    }
}
