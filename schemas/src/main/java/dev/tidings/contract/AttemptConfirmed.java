package dev.tidings.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A receipt names an attempt that was uncertain: it was accepted, and no other is needed. Topic tidings.holds, key requestId.
 *
 * @param correlation The attempt.
 * @param providerMessageId The provider's id of the message; absent: the receipt named none.
 * @param occurredAt When it was reported, UTC milliseconds.
 */
public record AttemptConfirmed(
        Correlation correlation, @Nullable String providerMessageId, Instant occurredAt) implements Event {}
