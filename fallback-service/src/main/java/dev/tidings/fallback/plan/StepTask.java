package dev.tidings.fallback.plan;

import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.PlannedStep;
import dev.tidings.contract.SendTask;
import java.time.Duration;
import java.time.Instant;

/** The task of one of a fallback's steps. */
final class StepTask {
    private static final int FIRST_ATTEMPT = 1;

    private StepTask() {}

    /** Due now. */
    static SendTask of(FallbackWatch watch, int step, Instant now) {
        PlannedStep planned = watch.steps().get(step - 2);
        return new SendTask(
                watch.requestId(),
                watch.tenant(),
                watch.source(),
                watch.campaignId(),
                step,
                FIRST_ATTEMPT,
                planned.channel(),
                planned.accountId(),
                planned.recipient(),
                planned.recipientKey(),
                planned.content(),
                watch.priority(),
                watch.onUncertain(),
                watch.acceptedAt(),
                now,
                null,
                now.plus(bounded(planned.validFor())),
                false,
                null,
                watch.policyId(),
                watch.metadata(),
                watch.traceparent());
    }

    /** Bounded, so that no number in a record can leave the range of what can be written. */
    static Duration bounded(Duration asked) {
        return asked.compareTo(FallbackState.LONGEST_WATCH) > 0 ? FallbackState.LONGEST_WATCH : asked;
    }
}
