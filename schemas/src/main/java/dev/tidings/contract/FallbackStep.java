package dev.tidings.contract;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of a fallback policy.
 *
 * @param channel sms, or another chat app.
 * @param accountId Sending account of the step.
 * @param text Text of its own; absent: the request's smsText.
 * @param template Template of its own, for a chat app; absent: text.
 * @param validFor How long after it is triggered it may still be sent; absent: 86,400,000 (24 hours).
 * @param triggers What makes the policy go on to the next step; empty: nothing.
 */
public record FallbackStep(
        String channel,
        String accountId,
        @Nullable String text,
        @Nullable TemplateContent template,
        @Nullable Duration validFor,
        Set<FallbackTrigger> triggers) {
    public FallbackStep {
        triggers = Set.copyOf(triggers);
    }
}
