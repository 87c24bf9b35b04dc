package dev.tidings.contract;

/** What has become of a request, of one of its steps, or of its fallback. Of the request: HELD, REJECTED, CANCELLED, RESCHEDULED, CONTROL_REFUSED. Of a campaign: CAMPAIGN_PAUSED, CAMPAIGN_RESUMED, CAMPAIGN_CANCELLED, CONTROL_REFUSED. Of a step, exactly one of: SENT, FAILED, EXPIRED, UNKNOWN; after SENT or UNKNOWN its receipts: DELIVERED, READ, UNDELIVERED. Of the decision: FALLBACK_TRIGGERED, for each step that went out, and at the end either FALLBACK_NOT_NEEDED or, where the policy acted, FALLBACK_ENDED. UNRECOGNIZED stands for a symbol of a later version. */
public enum Status {
    UNRECOGNIZED,
    HELD,
    REJECTED,
    CANCELLED,
    RESCHEDULED,
    CONTROL_REFUSED,
    SENT,
    FAILED,
    EXPIRED,
    UNKNOWN,
    DELIVERED,
    READ,
    UNDELIVERED,
    FALLBACK_TRIGGERED,
    FALLBACK_NOT_NEEDED,
    FALLBACK_ENDED,
    CAMPAIGN_PAUSED,
    CAMPAIGN_RESUMED,
    CAMPAIGN_CANCELLED
}
