package dev.tidings.testbed.simulator.provider;

import org.jspecify.annotations.Nullable;

/** Reports on one message that its provider took. */
public interface Reporter {
    /** The code with which delivery to this recipient fails whatever happens; null: with none. */
    default @Nullable String certainFailure() {
        return null;
    }

    /** Writes a report as the provider does, and sends it; what the provider never reports is passed over. */
    void tell(Report report, Outbox outbox);
}
