package dev.tidings.fallback.plan;

import dev.tidings.contract.DeliveryResult;

/** What a result means to the fallback decision. */
public sealed interface Reading {
    /** It counts: give it to the request's state. */
    record Relevant(Report report) implements Reading {}

    /** It says nothing about a chat message that has a policy: no state need be looked up. */
    record Irrelevant(Ignored why) implements Reading {}

    /**
     * Reads one result.
     *
     * <p>REJECTED is irrelevant although it ends a request. A watch is written when a request is released, so a request that
     * has one was accepted, and a rejection under its id is that of another request which came later with the same id. So is
     * CANCELLED: what was cancelled was never released.
     */
    static Reading of(DeliveryResult result) {
        if (result.policyId() == null) {
            return new Irrelevant(Ignored.NO_POLICY);
        }
        return switch (result.status()) {
            case SENT -> ofChat(result, Finding.SENT);
            case FAILED -> ofChat(result, Finding.FAILED);
            case EXPIRED -> ofChat(result, Finding.EXPIRED);
            case UNKNOWN -> ofChat(result, Finding.UNKNOWN);
            case DELIVERED, READ -> ofChat(result, Finding.DELIVERED);
            case UNRECOGNIZED,
                    HELD,
                    REJECTED,
                    CANCELLED,
                    RESCHEDULED,
                    CONTROL_REFUSED,
                    UNDELIVERED,
                    FALLBACK_TRIGGERED,
                    FALLBACK_NOT_NEEDED,
                    CAMPAIGN_PAUSED,
                    CAMPAIGN_RESUMED,
                    CAMPAIGN_CANCELLED -> new Irrelevant(Ignored.NOT_DECISIVE);
        };
    }

    private static Reading ofChat(DeliveryResult result, Finding finding) {
        return result.step() == 1 ? relevant(result, finding) : otherStep();
    }

    private static Reading relevant(DeliveryResult result, Finding finding) {
        return new Relevant(
                new Report(finding, result.attempt(), result.reason(), result.occurredAt(), result.dueAt()));
    }

    private static Reading otherStep() {
        return new Irrelevant(Ignored.OTHER_STEP);
    }
}
