package dev.tidings.dispatcher.channel;

import dev.tidings.abilities.AbilityTable;
import dev.tidings.contract.SendTask;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The key by which a provider takes two calls for one message: the same for all attempts of a step. With it a doubtful send is
 * repeated without a doubt.
 */
public final class RepeatKey {
    /** A provider's clock may begin to count a little earlier than ours, and a call takes its time. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private RepeatKey() {}

    /** Empty where the channel's providers know no repeats. */
    public static Optional<UUID> of(SendTask task) {
        return span(task).map(_ -> UUID.nameUUIDFromBytes(name(task).getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether the provider still knows then what was sent of the step: counted from when it was due, since nothing went earlier. */
    public static boolean isKnownAt(SendTask task, Instant time) {
        return span(task)
                .filter(span -> time.isBefore(task.dueAt().plus(span).minus(MARGIN)))
                .isPresent();
    }

    /** With the time of acceptance: an id may be used again within the provider's span. */
    private static String name(SendTask task) {
        return task.requestId() + '/' + task.step() + '@' + task.acceptedAt().toEpochMilli();
    }

    private static Optional<Duration> span(SendTask task) {
        return AbilityTable.knowsRepeatsFor(task.channel());
    }
}
