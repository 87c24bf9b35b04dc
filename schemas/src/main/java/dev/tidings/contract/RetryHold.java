package dev.tidings.contract;

import java.time.Instant;

/**
 * Asks hold to release a task again later. Topic tidings.holds, key requestId.
 *
 * @param task The task to release, its attempt already counted on.
 * @param dueAt When, UTC milliseconds.
 * @param lane Lane to release into: high, normal, bulk, sms.
 */
public record RetryHold(SendTask task, Instant dueAt, String lane) implements Event {}
