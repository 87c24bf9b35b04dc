package dev.tidings.scheduler.intake;

import dev.tidings.contract.TraceParent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of one record that came in.
 *
 * @param now the time by the wall clock
 * @param publishedAt when upstream published it; never after {@code now}
 * @param position where it stands in its topic: tells apart two answers of one kind to one request, and is the same when
 *     the record is processed again
 * @param span in which it is taken in; absent: it is not traced
 */
public record Arrival(
        Instant now,
        Instant publishedAt,
        String position,
        @Nullable TraceParent span) {
    public Arrival {
        publishedAt = publishedAt.isAfter(now) ? now : publishedAt;
    }
}
