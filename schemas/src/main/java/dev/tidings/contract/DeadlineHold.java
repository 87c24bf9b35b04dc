package dev.tidings.contract;

import java.time.Instant;

/**
 * Asks hold for a DeliveryDeadline. Topic tidings.holds, key requestId.
 *
 * @param requestId Id of the request, chosen by upstream, 1 to 64 characters out of A-Z a-z 0-9 . _ : -
 * @param step The step that is waited for.
 * @param dueAt When, UTC milliseconds.
 */
public record DeadlineHold(String requestId, int step, Instant dueAt) implements Event {}
