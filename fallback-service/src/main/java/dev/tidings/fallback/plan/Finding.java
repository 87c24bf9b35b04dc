package dev.tidings.fallback.plan;

/** What one result says about a step. */
public enum Finding {
    FAILED,
    EXPIRED,
    /** The provider may or may not have accepted it. */
    UNKNOWN,
    /** The provider accepted it: whatever else was said, it did leave. */
    SENT,
    /** The provider reports that it could not deliver it. */
    UNDELIVERED,
    /** It arrived. Can overtake SENT, which another service writes. */
    DELIVERED,
    /** It was read, and so it arrived, whether or not anybody says so. */
    READ
}
