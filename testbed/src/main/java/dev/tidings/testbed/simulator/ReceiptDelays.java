package dev.tidings.testbed.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When reports on an accepted message follow, counted from its acceptance.
 *
 * @param sent Until the receipt {@code sent}.
 * @param delivered Until {@code delivered}, or {@code failed} in its place.
 * @param read Until {@code read}; null when nobody reads.
 */
public record ReceiptDelays(
        Duration sent, Duration delivered, @Nullable Duration read) {
    /** Sent at once, delivered soon after, read by nobody. */
    public static final ReceiptDelays DEFAULT = new ReceiptDelays(Duration.ofMillis(100), Duration.ofMillis(300), null);
}
