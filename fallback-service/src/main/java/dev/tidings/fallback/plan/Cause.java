package dev.tidings.fallback.plan;

import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.Status;

/** What a decision rests on. */
public enum Cause {
    /** The trigger SEND_FAILED fired. */
    SEND_FAILED(Status.FALLBACK_TRIGGERED),
    /** The trigger UNDELIVERED fired: by a report of failure, for want of a report in time, or because nothing was sent. */
    UNDELIVERED(Status.FALLBACK_TRIGGERED),
    /** The trigger UNREAD fired: it was not read in time, or nothing was sent. */
    UNREAD(Status.FALLBACK_TRIGGERED),
    /** The trigger UNCERTAIN fired. */
    UNCERTAIN(Status.FALLBACK_TRIGGERED),
    /** No trigger fits, but the policy's rule for this reason says to act. */
    RULE_ACTS(Status.FALLBACK_TRIGGERED),
    /** The policy's rule for this reason says never to act. */
    RULE_FORBIDS(Status.FALLBACK_NOT_NEEDED),
    /** The policy has no trigger for how the chat message ended. */
    NOT_A_TRIGGER(Status.FALLBACK_NOT_NEEDED),
    SENT(Status.FALLBACK_NOT_NEEDED),
    DELIVERED(Status.FALLBACK_NOT_NEEDED),
    READ(Status.FALLBACK_NOT_NEEDED),
    /** Upstream cancelled the request after it had been released. */
    CANCELLED(Status.FALLBACK_NOT_NEEDED),
    /** No result came for as long as one could. */
    NO_RESULT(Status.FALLBACK_NOT_NEEDED),
    /** Something was heard of it, and neither a report of failure nor a deadline came for as long as one could. */
    NO_REPORT(Status.FALLBACK_NOT_NEEDED),
    /** Another step went out in its place. */
    REPLACED(Status.FALLBACK_ENDED),
    /** An earlier step arrived after all, before the one that would have come next went out. */
    ARRIVED_LATE(Status.FALLBACK_ENDED),
    /** All steps were tried, and none was sent; or the policy does not go on after how the last one ended. */
    ALL_FAILED(Status.FALLBACK_ENDED),
    /** Upstream cancelled the request when a step had gone out in its place: the next one does not. */
    CUT_SHORT(Status.FALLBACK_ENDED),
    /** The last step may or may not have been sent. */
    IN_DOUBT(Status.FALLBACK_ENDED),
    /** The tenant has had its SMS parts for the day. */
    CAP_REACHED(Status.FALLBACK_ENDED),
    /** SMS was switched off for the tenant after the request had been accepted. */
    SMS_OFF(Status.FALLBACK_ENDED),
    /** The policy should act, and names nothing that can be sent: it should have been refused at accept. */
    NO_STEP(Status.FALLBACK_ENDED),
    /** A step went out, and nothing was heard of it for as long as it could be. */
    STEP_WITHOUT_RESULT(Status.FALLBACK_ENDED);

    private final Status decision;

    Cause(Status decision) {
        this.decision = decision;
    }

    /** That this trigger fired. */
    static Cause of(FallbackTrigger trigger) {
        return switch (trigger) {
            case SEND_FAILED -> SEND_FAILED;
            case UNDELIVERED -> UNDELIVERED;
            case UNREAD -> UNREAD;
            case UNCERTAIN -> UNCERTAIN;
            case UNRECOGNIZED -> throw new IllegalArgumentException("a trigger of a later version never fires");
        };
    }

    /** FALLBACK_TRIGGERED, FALLBACK_NOT_NEEDED or FALLBACK_ENDED. */
    public Status decision() {
        return decision;
    }
}
