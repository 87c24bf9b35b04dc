package dev.tidings.local.ops;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Reason;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.Status;
import java.util.Locale;

/**
 * A send that did not get through, by its ids and closed lists alone: neither an address nor a text is in it. Of what was rejected
 * nobody has checked the rest: its id is told only where it has the form of one, and its account not at all.
 *
 * @param at UTC milliseconds
 * @param step 0: the request as a whole; 1: the chat message; 2 and up: fallback
 * @param account channel/accountId; empty: not told
 * @param reason empty: none was given
 * @param advice what to do about it
 * @param command shows its timeline; empty: its id is none that may stand in a shell's line
 */
record Failure(
        long at,
        String requestId,
        int step,
        String status,
        String account,
        String reason,
        String advice,
        String command) {
    private static final String MALFORMED = "(malformed id)";

    static Failure of(DeliveryResult result) {
        Reason reason = result.reason();
        boolean named = RequestRules.isRequestId(result.requestId());
        return new Failure(
                result.occurredAt().toEpochMilli(),
                named ? result.requestId() : MALFORMED,
                result.step(),
                result.status().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                result.status() == Status.REJECTED ? "" : result.channel() + "/" + result.accountId(),
                reason == null ? "" : reason.name(),
                named ? Advice.on(reason) : "Its id has not the form of one. Who asked for it has to choose another.",
                named ? "./tidings show " + result.requestId() : "");
    }
}
