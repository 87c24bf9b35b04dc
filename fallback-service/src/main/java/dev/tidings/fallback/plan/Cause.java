package dev.tidings.fallback.plan;

import dev.tidings.contract.Status;

/** What a decision rests on. */
public enum Cause {
    /** The policy's trigger SEND_FAILED fired. */
    SEND_FAILED(Status.FALLBACK_TRIGGERED),
    /** The policy's trigger UNCERTAIN fired. */
    UNCERTAIN(Status.FALLBACK_TRIGGERED),
    /** No trigger fits, but the policy's rule for this reason says to act. */
    RULE_ACTS(Status.FALLBACK_TRIGGERED),
    /** The policy's rule for this reason says never to act. */
    RULE_FORBIDS(Status.FALLBACK_NOT_NEEDED),
    /** The policy has no trigger for how the chat message ended. */
    NOT_A_TRIGGER(Status.FALLBACK_NOT_NEEDED),
    SENT(Status.FALLBACK_NOT_NEEDED),
    DELIVERED(Status.FALLBACK_NOT_NEEDED),
    /** The policy should act, and names nothing that can be sent: it should have been refused at accept. */
    NO_SMS(Status.FALLBACK_NOT_NEEDED),
    /** No result came for as long as one could. */
    NO_RESULT(Status.FALLBACK_NOT_NEEDED);

    private final Status decision;

    Cause(Status decision) {
        this.decision = decision;
    }

    /** FALLBACK_TRIGGERED or FALLBACK_NOT_NEEDED. */
    public Status decision() {
        return decision;
    }
}
