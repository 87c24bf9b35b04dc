package dev.tidings.dispatcher.dispatch;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.RetryHold;

/** What a task leads to. */
public sealed interface NextStep {
    /** The step has ended, with one of SENT, FAILED, EXPIRED, UNKNOWN: whoever waits for the result acts on it. */
    record Ends(DeliveryResult result) implements NextStep {}

    /** Hold releases the next attempt when it is due. */
    record TriesAgain(RetryHold hold) implements NextStep {}
}
