package dev.tidings.fallback.plan;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.SendTask;

/**
 * What was decided about a request's fallback, ready to be written. Of each request there is at most one {@link Triggered} for
 * each of its steps, and then one of the others, which is the end.
 */
public sealed interface Decision {
    Cause cause();

    /** The event that tells of the decision, and why. */
    DeliveryResult result();

    /**
     * The next step goes out: write the task and the result.
     *
     * @param parts how many SMS parts it takes; 0: it is no SMS
     */
    record Triggered(Cause cause, SendTask task, int parts, DeliveryResult result) implements Decision {}

    /** Nothing goes out: write the result. */
    record NotNeeded(Cause cause, DeliveryResult result) implements Decision {}

    /** Something went out, or should have, and nothing more will: write the result, which sums up what reached whom. */
    record Ended(Cause cause, DeliveryResult result) implements Decision {}
}
