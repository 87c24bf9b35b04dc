package dev.tidings.contract;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What makes a policy act. SEND_FAILED: the step ended FAILED or EXPIRED; UNDELIVERED: no delivery report in time, or a report of failure; UNREAD: not read in time; UNCERTAIN: the step ended UNKNOWN. What was not sent is neither delivered nor read: FAILED and EXPIRED fire UNDELIVERED and UNREAD too. UNRECOGNIZED stands for a symbol of a later version. */
public enum FallbackTrigger {
    UNRECOGNIZED,
    SEND_FAILED,
    UNDELIVERED,
    UNREAD,
    UNCERTAIN;

    private static final List<FallbackTrigger> BY_FAILURE = List.of(SEND_FAILED, UNDELIVERED, UNREAD);

    /** Which of these fires when a step was not sent; empty: none. */
    public static Optional<FallbackTrigger> firedByFailure(Set<FallbackTrigger> triggers) {
        return BY_FAILURE.stream().filter(triggers::contains).findFirst();
    }

    /** Whether any of these can fire only after a step was sent. */
    public static boolean waitForReceipts(Set<FallbackTrigger> triggers) {
        return triggers.contains(UNDELIVERED) || triggers.contains(UNREAD);
    }
}
