package dev.tidings.contract;

/** What makes a policy act. SEND_FAILED: the step ended FAILED or EXPIRED; UNDELIVERED: no delivery report in time, or a report of failure; UNREAD: not read in time; UNCERTAIN: the step ended UNKNOWN. UNRECOGNIZED stands for a symbol of a later version. */
public enum FallbackTrigger {
    UNRECOGNIZED,
    SEND_FAILED,
    UNDELIVERED,
    UNREAD,
    UNCERTAIN
}
