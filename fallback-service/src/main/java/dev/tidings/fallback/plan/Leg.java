package dev.tidings.fallback.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step that has been released.
 *
 * @param dueAt when it was due, as its results say it too
 * @param evidence what is known about it
 * @param deadline the one that hold was asked for; null: none was
 */
public record Leg(
        Instant dueAt, Evidence evidence, @Nullable Instant deadline) {
    static Leg due(Instant dueAt) {
        return new Leg(dueAt, Evidence.NONE, null);
    }

    Leg with(Evidence more) {
        return new Leg(dueAt, more, deadline);
    }

    Leg until(Instant asked) {
        return new Leg(dueAt, evidence, asked);
    }
}
