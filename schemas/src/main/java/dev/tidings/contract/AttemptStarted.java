package dev.tidings.contract;

import java.time.Instant;

/**
 * Acknowledged by Kafka before the first byte goes to the provider. Topic tidings.attempts, in the partition of its task.
 *
 * @param requestId Id of the request, chosen by upstream, 1 to 64 characters out of A-Z a-z 0-9 . _ : -
 * @param step The task's step.
 * @param attempt The task's attempt.
 * @param acceptedAt The task's acceptedAt, by which it is told from a later request with the same id, UTC milliseconds.
 * @param startedAt UTC milliseconds.
 * @param answerBy When the owner gives the call up at the latest, UTC milliseconds: before it, nobody else may judge this attempt.
 */
public record AttemptStarted(
        String requestId, int step, int attempt, Instant acceptedAt, Instant startedAt, Instant answerBy)
        implements Event {}
