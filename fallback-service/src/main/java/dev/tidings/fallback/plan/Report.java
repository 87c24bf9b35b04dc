package dev.tidings.fallback.plan;

import dev.tidings.contract.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One result about a step, as far as the decision needs it.
 *
 * @param step 1: the chat message; 2 and up: fallback
 * @param finding what it says
 * @param attempt the attempt that it is about; 0: none
 * @param reason why, where something went wrong
 * @param occurredAt when it happened
 * @param dueAt when the step was due that it is about, as whoever released the step says it too; null: it does not tell
 */
public record Report(
        int step,
        Finding finding,
        int attempt,
        @Nullable Reason reason,
        Instant occurredAt,
        @Nullable Instant dueAt) {
    static final int CHAT = 1;

    /** Whether it is about the step that was due at that time: of two requests with the same id, at most one is. */
    boolean isAbout(Instant due) {
        return dueAt == null || dueAt.equals(due);
    }

    /** Whether it says that the message arrived. */
    boolean arrived() {
        return finding == Finding.DELIVERED || finding == Finding.READ;
    }
}
