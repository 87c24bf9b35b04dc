package dev.tidings.scheduler.intake;

import dev.tidings.contract.HeldSend;
import dev.tidings.contract.Reason;

/** What the intake check makes of a request. */
public sealed interface Decision {
    /**
     * It will be sent: hold it until its task is due.
     *
     * @param held everything that is needed from now on; its task may carry a refusal, and then falls back when due
     */
    record Accepted(HeldSend held) implements Decision {}

    /**
     * It is wrong, and nothing will be sent: answer REJECTED.
     *
     * @param reason why
     * @param detail why, in a sentence that quotes nothing of the request
     */
    record Refused(Reason reason, String detail) implements Decision {}
}
