package dev.tidings.contract;

import java.time.Instant;

/**
 * A deadline that was asked for has come. Topic tidings.deadlines, key requestId.
 *
 * @param requestId Id of the request, chosen by upstream, 1 to 64 characters out of A-Z a-z 0-9 . _ : -
 * @param step The step that was waited for.
 * @param dueAt When it was due, UTC milliseconds.
 */
public record DeliveryDeadline(String requestId, int step, Instant dueAt) implements Event {}
