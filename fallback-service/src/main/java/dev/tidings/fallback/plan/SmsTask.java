package dev.tidings.fallback.plan;

import dev.tidings.contract.FallbackStep;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.TextContent;
import dev.tidings.topics.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The task of the policy's first step. */
final class SmsTask {
    private static final int STEP = 2;
    private static final int FIRST_ATTEMPT = 1;

    private SmsTask() {}

    /** Due now, or empty where the policy's first step is no SMS or there is no text for it. */
    static Optional<SendTask> of(FallbackWatch watch, Instant now) {
        return watch.policy().steps().stream()
                .findFirst()
                .filter(step -> step.channel().equals(Lane.SMS.id()))
                .flatMap(step -> text(step, watch).map(text -> task(watch, step, text, now)));
    }

    private static Optional<String> text(FallbackStep step, FallbackWatch watch) {
        @Nullable String text = step.text() == null ? watch.smsText() : step.text();
        return Optional.ofNullable(text).filter(present -> !present.isBlank());
    }

    private static SendTask task(FallbackWatch watch, FallbackStep step, String text, Instant now) {
        Duration asked = Objects.requireNonNullElse(step.validFor(), watch.smsValidFor());
        // Bounded, so that no number in a record can leave the range of what can be written.
        Duration validFor = asked.compareTo(FallbackState.LONGEST_WATCH) > 0 ? FallbackState.LONGEST_WATCH : asked;
        return new SendTask(
                watch.requestId(),
                watch.tenant(),
                watch.source(),
                watch.campaignId(),
                STEP,
                FIRST_ATTEMPT,
                step.channel(),
                step.accountId(),
                watch.phone(),
                watch.recipientKey(),
                new TextContent(text),
                watch.priority(),
                watch.onUncertain(),
                watch.acceptedAt(),
                now,
                now.plus(validFor),
                false,
                null,
                // Without a policy: what becomes of the SMS must not be judged as if it were the chat message.
                null,
                watch.metadata());
    }
}
