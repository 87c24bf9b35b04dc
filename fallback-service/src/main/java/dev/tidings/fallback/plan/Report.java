package dev.tidings.fallback.plan;

import dev.tidings.contract.Reason;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One result about a chat message, as far as the decision needs it.
 *
 * @param finding what it says
 * @param attempt the attempt that it is about; 0: none
 * @param reason why, where something went wrong
 * @param occurredAt when it happened
 * @param dueAt when the request was due that it is about, as that request's watch says it too; null: it does not tell
 */
public record Report(
        Finding finding,
        int attempt,
        @Nullable Reason reason,
        Instant occurredAt,
        @Nullable Instant dueAt) {
    /** Whether it is about the request that was due at that time: of two with the same id, at most one is. */
    boolean isAbout(Instant due) {
        return dueAt == null || dueAt.equals(due);
    }

    /** Whether it is worth more than what was kept before a watch came. */
    boolean supersedes(Report kept) {
        return Objects.equals(dueAt, kept.dueAt)
                ? finding.outweighs(kept.finding)
                : occurredAt.isAfter(kept.occurredAt);
    }
}
