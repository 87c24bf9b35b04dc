package dev.tidings.contract;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt. Topic tidings.attempts, in the partition of its task.
 *
 * @param requestId Id of the request, chosen by upstream, 1 to 64 characters out of A-Z a-z 0-9 . _ : -
 * @param step The task's step.
 * @param attempt The task's attempt.
 * @param acceptedAt The task's acceptedAt, by which it is told from a later request with the same id, UTC milliseconds.
 * @param outcome What came of it.
 * @param reason Why; absent when ACCEPTED.
 * @param detail The same in a sentence, without addresses or message text; absent when ACCEPTED.
 * @param providerCode The provider's own code; absent: it gave none.
 * @param providerMessageId The provider's id of the message; absent unless ACCEPTED.
 * @param retryAfter How long the provider asked to wait; absent: it did not say.
 * @param finishedAt UTC milliseconds.
 */
public record AttemptFinished(
        String requestId,
        int step,
        int attempt,
        Instant acceptedAt,
        OutcomeKind outcome,
        @Nullable Reason reason,
        @Nullable String detail,
        @Nullable String providerCode,
        @Nullable String providerMessageId,
        @Nullable Duration retryAfter,
        Instant finishedAt)
        implements Event {}
