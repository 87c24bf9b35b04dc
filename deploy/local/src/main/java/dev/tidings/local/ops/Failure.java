package dev.tidings.local.ops;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Reason;
import java.util.Locale;

/**
 * A send that did not get through, by its ids and closed lists alone: neither an address nor a text is in it.
 *
 * @param at UTC milliseconds
 * @param step 0: the request as a whole; 1: the chat message; 2 and up: fallback
 * @param account channel/accountId
 * @param reason empty: none was given
 * @param advice what to do about it
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
    static Failure of(DeliveryResult result) {
        Reason reason = result.reason();
        return new Failure(
                result.occurredAt().toEpochMilli(),
                result.requestId(),
                result.step(),
                result.status().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                result.channel() + "/" + result.accountId(),
                reason == null ? "" : reason.name(),
                Advice.on(reason),
                "./tidings show " + result.requestId());
    }
}
