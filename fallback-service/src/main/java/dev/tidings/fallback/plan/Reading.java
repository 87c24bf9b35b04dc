package dev.tidings.fallback.plan;

import dev.tidings.contract.DeliveryResult;

/** What a result means to the fallback decision. */
public sealed interface Reading {
    /** It counts: give it to the request's state. */
    record Relevant(Report report) implements Reading {}

    /** It says nothing about a step of a request that has a policy: no state need be looked up. */
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
            case SENT -> ofStep(result, Finding.SENT);
            case FAILED -> ofStep(result, Finding.FAILED);
            case EXPIRED -> ofStep(result, Finding.EXPIRED);
            case UNKNOWN -> ofStep(result, Finding.UNKNOWN);
            case UNDELIVERED -> ofStep(result, Finding.UNDELIVERED);
            case DELIVERED -> ofStep(result, Finding.DELIVERED);
            case READ -> ofStep(result, Finding.READ);
            case UNRECOGNIZED,
                    HELD,
                    REJECTED,
                    CANCELLED,
                    RESCHEDULED,
                    CONTROL_REFUSED,
                    FALLBACK_TRIGGERED,
                    FALLBACK_NOT_NEEDED,
                    FALLBACK_ENDED,
                    CAMPAIGN_PAUSED,
                    CAMPAIGN_RESUMED,
                    CAMPAIGN_CANCELLED -> new Irrelevant(Ignored.NOT_DECISIVE);
        };
    }

    private static Reading ofStep(DeliveryResult result, Finding finding) {
        return result.step() < Report.CHAT
                ? new Irrelevant(Ignored.OTHER_STEP)
                : new Relevant(new Report(
                        result.step(),
                        finding,
                        result.attempt(),
                        result.reason(),
                        result.occurredAt(),
                        result.dueAt()));
    }
}
