package dev.tidings.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;

/**
 * An exception as it may stand in a log: the classes of its chain, and where each was thrown. Messages are left out, since one
 * might quote an address. Kept are Kafka's own, which tell of topics, offsets and brokers, unless they are about
 * serialization or quote another one; and that of a {@link StateException}, which says what to do.
 */
public final class FailureNote {
    private static final int LINKS = 6;
    private static final int FRAMES = 5;

    private FailureNote() {}

    /** One line. */
    public static String of(Throwable failure) {
        List<String> links = new ArrayList<>();
        for (Throwable link : chain(failure)) {
            links.add(link.getClass().getName()
                    + message(link).map(" (%s)"::formatted).orElse("")
                    + place(link));
        }
        return String.join("; caused by ", links);
    }

    /** A chain may lead back to its beginning. */
    private static List<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(LINKS)
                .toList();
    }

    private static String place(Throwable link) {
        String frames = Arrays.stream(link.getStackTrace())
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
        return frames.isEmpty() ? "" : " at " + frames;
    }

    private static Optional<String> message(Throwable link) {
        return Optional.ofNullable(link.getMessage())
                .filter(_ -> mayBeTold(link))
                .flatMap(text -> text.lines().findFirst())
                .filter(text -> chain(link).stream().noneMatch(cause -> !mayBeTold(cause) && quotes(text, cause)));
    }

    private static boolean mayBeTold(Throwable link) {
        return link instanceof StateException
                || (link.getClass().getName().startsWith("org.apache.kafka.")
                        && !(link instanceof SerializationException));
    }

    private static boolean quotes(String text, Throwable cause) {
        return cause.getMessage() != null && text.contains(cause.getMessage());
    }
}
