package dev.tidings.fallback.plan;

import dev.tidings.contract.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One result about a chat message, as far as the decision needs it.
 *
 * @param finding what it says
 * @param attempt the attempt that it is about; 0: none
 * @param reason why, where something went wrong
 * @param occurredAt when it happened
 */
public record Report(Finding finding, int attempt, @Nullable Reason reason, Instant occurredAt) {}
