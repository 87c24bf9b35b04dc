package dev.tidings.contract;

/** What a fallback policy does about one reason, whatever its triggers say. AT_ONCE: act on the report; NEVER: do not act; AT_EXPIRY: act only when the message can no longer arrive in time: at the deadline where there is one, else on the report. An unknown symbol is read as AT_EXPIRY. */
public enum ReasonRule {
    AT_ONCE,
    NEVER,
    AT_EXPIRY
}
