package dev.tidings.dispatcher.dispatch;

import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.Priority;
import dev.tidings.contract.Refusal;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.TextContent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tasks for tests: valid for an hour from {@link #NOW}. */
public record Tasks(
        String requestId,
        int attempt,
        String channel,
        String key,
        OnUncertain onUncertain,
        Instant validUntil,
        boolean possibleDuplicate,
        @Nullable Refusal refusal,
        Instant acceptedAt) {
    public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    public static final Instant ACCEPTED = NOW.minusSeconds(1);

    public static Tasks task(String requestId) {
        return new Tasks(
                requestId,
                1,
                "whatsapp",
                "key-" + requestId,
                OnUncertain.GIVE_UP,
                NOW.plus(Duration.ofHours(1)),
                false,
                null,
                ACCEPTED);
    }

    public Tasks attempt(int number) {
        return new Tasks(
                requestId, number, channel, key, onUncertain, validUntil, possibleDuplicate, refusal, acceptedAt);
    }

    public Tasks over(String other) {
        return new Tasks(
                requestId, attempt, other, key, onUncertain, validUntil, possibleDuplicate, refusal, acceptedAt);
    }

    public Tasks to(String recipientKey) {
        return new Tasks(
                requestId,
                attempt,
                channel,
                recipientKey,
                onUncertain,
                validUntil,
                possibleDuplicate,
                refusal,
                acceptedAt);
    }

    public Tasks resending() {
        return new Tasks(
                requestId,
                attempt,
                channel,
                key,
                OnUncertain.RESEND,
                validUntil,
                possibleDuplicate,
                refusal,
                acceptedAt);
    }

    public Tasks validFor(Duration time) {
        return new Tasks(
                requestId, attempt, channel, key, onUncertain, NOW.plus(time), possibleDuplicate, refusal, acceptedAt);
    }

    public Tasks maybeSentBefore() {
        return new Tasks(requestId, attempt, channel, key, onUncertain, validUntil, true, refusal, acceptedAt);
    }

    public Tasks refused(Refusal with) {
        return new Tasks(
                requestId, attempt, channel, key, onUncertain, validUntil, possibleDuplicate, with, acceptedAt);
    }

    public Tasks acceptedAt(Instant time) {
        return new Tasks(requestId, attempt, channel, key, onUncertain, validUntil, possibleDuplicate, refusal, time);
    }

    public SendTask make() {
        return new SendTask(
                requestId,
                "acme",
                "orders",
                null,
                1,
                attempt,
                channel,
                "shop",
                "+6581234567",
                key,
                new TextContent("hello"),
                Priority.NORMAL,
                onUncertain,
                acceptedAt,
                NOW,
                null,
                validUntil,
                possibleDuplicate,
                refusal,
                "sms-on-failure",
                Map.of("order", "7"),
                null);
    }
}
