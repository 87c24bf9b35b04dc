package dev.tidings.contract;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step of a fallback policy.
 *
 * @param channel sms, or another chat app that addresses by telephone number.
 * @param accountId Sending account of the step.
 * @param text Text of its own; absent: the request's smsText. {{name}} stands for a parameter of the request's template.
 * @param template Template of its own, for a chat app; absent: text. {{name}} in a parameter stands for one of the request's.
 * @param validFor How long after it is triggered it may still be sent; absent: 86,400,000 (24 hours).
 * @param triggers What makes the policy go on to the next step; empty for the last one.
 * @param after How long after the step was sent to wait, as the policy's; absent: as long as the policy's.
 */
public record FallbackStep(
        String channel,
        String accountId,
        @Nullable String text,
        @Nullable TemplateContent template,
        @Nullable Duration validFor,
        Set<FallbackTrigger> triggers,
        @Nullable Duration after) {
    public FallbackStep {
        triggers = Set.copyOf(triggers);
    }
}
