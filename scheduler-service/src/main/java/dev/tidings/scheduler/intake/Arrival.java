package dev.tidings.scheduler.intake;

import java.time.Instant;

/**
 * The circumstances of one record that came in.
 *
 * @param now the time by the wall clock
 * @param publishedAt when upstream published it; never after {@code now}
 * @param position where it stands in its topic: tells apart two answers of one kind to one request, and is the same when
 *     the record is processed again
 */
public record Arrival(Instant now, Instant publishedAt, String position) {
    public Arrival {
        publishedAt = publishedAt.isAfter(now) ? now : publishedAt;
    }
}
