package dev.tidings.contract;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of a request's fallback, frozen when the request was accepted.
 *
 * @param channel sms, or another chat app.
 * @param accountId Sending account in the catalog, together with the channel.
 * @param recipient Address on the channel: a number in E.164.
 * @param recipientKey HMAC of channel and address, 32 hexadecimal digits: the key of the step's task.
 * @param content What to send, with the request's parameters in it.
 * @param parts How many SMS parts it takes; 0: it is no SMS.
 * @param validFor How long after it is triggered it may still be sent.
 * @param triggers What makes the fallback go on to the next step; empty for the last one.
 * @param after UNDELIVERED and UNREAD: how long after the step was sent to wait; absent: only a report of failure counts.
 */
public record PlannedStep(
        String channel,
        String accountId,
        String recipient,
        String recipientKey,
        TaskContent content,
        int parts,
        Duration validFor,
        Set<FallbackTrigger> triggers,
        @Nullable Duration after) {
    public PlannedStep {
        triggers = Set.copyOf(triggers);
    }
}
