package dev.tidings.fallback.plan;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.PlannedStep;
import dev.tidings.contract.Reason;
import dev.tidings.contract.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The results that tell of decisions. */
final class Results {
    private static final int REQUEST = 0;
    private static final int NO_ATTEMPT = 0;

    private Results() {}

    /** Of the decision about a step, or of the chat message where nothing follows it. */
    static DeliveryResult ofStep(
            FallbackWatch watch,
            int step,
            int attempt,
            Status status,
            @Nullable Reason reason,
            String why,
            Instant now) {
        return result(watch, step, step, attempt, status, reason, why, now);
    }

    /**
     * Of the request as a whole: its end.
     *
     * @param road the step that reached the recipient, or the last one that was tried
     * @param reason null exactly where one did
     */
    static DeliveryResult ended(FallbackWatch watch, int road, @Nullable Reason reason, String why, Instant now) {
        return result(watch, REQUEST, road, NO_ATTEMPT, Status.FALLBACK_ENDED, reason, why, now);
    }

    private static DeliveryResult result(
            FallbackWatch watch,
            int about,
            int road,
            int attempt,
            Status status,
            @Nullable Reason reason,
            String why,
            Instant now) {
        @Nullable
        PlannedStep planned = road == Report.CHAT ? null : watch.steps().get(road - 2);
        return new DeliveryResult(
                EventIds.resultId(watch.requestId(), about, attempt, status),
                watch.requestId(),
                watch.tenant(),
                watch.campaignId(),
                about,
                status,
                planned == null ? watch.channel() : planned.channel(),
                planned == null ? watch.accountId() : planned.accountId(),
                attempt,
                reason,
                "policy " + watch.policyId() + " version " + watch.policyVersion() + ": " + why,
                null,
                null,
                false,
                watch.dueAt(),
                now,
                watch.policyId(),
                watch.metadata());
    }
}
