package dev.tidings.dispatcher.account;

/** Why a task is tried later, without a call. */
public enum Cause {
    /** Its account has sent as much as it may for now. */
    RATE,
    /** As many calls run as may at once. */
    CONCURRENCY,
    /** The provider asked for a rest. */
    PROVIDER,
    /** The provider did not answer. */
    BREAKER,
    /** The recipient was written to too often. */
    RECIPIENT
}
