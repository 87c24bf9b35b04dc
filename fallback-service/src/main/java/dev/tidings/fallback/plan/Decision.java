package dev.tidings.fallback.plan;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.SendTask;

/** What was decided about a request's fallback, ready to be written. There is at most one for each request. */
public sealed interface Decision {
    Cause cause();

    /** The event that tells of the decision, and why. */
    DeliveryResult result();

    /** The SMS goes out: write the task and the result. */
    record Triggered(Cause cause, SendTask sms, DeliveryResult result) implements Decision {}

    /** Nothing goes out: write the result. */
    record NotNeeded(Cause cause, DeliveryResult result) implements Decision {}
}
