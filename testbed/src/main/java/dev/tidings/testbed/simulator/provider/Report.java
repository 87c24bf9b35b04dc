package dev.tidings.testbed.simulator.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What has become of a message. */
public sealed interface Report {
    /** When it did. */
    Instant at();

    /** It has left the provider. */
    record Sent(Instant at) implements Report {}

    /** The recipient has it. */
    record Delivered(Instant at) implements Report {}

    /**
     * It will never arrive.
     *
     * @param at When this was clear.
     * @param code The provider's own code; null for its usual one.
     */
    record Failed(Instant at, @Nullable String code) implements Report {}

    /** The recipient has looked at it. */
    record Read(Instant at) implements Report {}
}
