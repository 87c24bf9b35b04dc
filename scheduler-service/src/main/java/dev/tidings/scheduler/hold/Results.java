package dev.tidings.scheduler.hold;

import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.EventIds;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.scheduler.hold.HoldState.Origin;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The results that hold writes. */
final class Results {
    private static final int REQUEST = 0;
    private static final int CHAT_STEP = 1;
    private static final int NO_ATTEMPT = 0;

    private Results() {}

    static DeliveryResult held(SendTask task, Instant due, Instant now) {
        return ofTask(task, id(task.requestId(), Status.HELD), Status.HELD, due, now, task.metadata());
    }

    /** Held once more than the first time: an event of its own. */
    static DeliveryResult heldOn(SendTask task, Instant due, Instant now) {
        String id = id(task.requestId(), Status.HELD) + '/' + due.toEpochMilli();
        return ofTask(task, id, Status.HELD, due, now, task.metadata());
    }

    /** Due, and held all the same: an event of its own for each pause. */
    static DeliveryResult parked(SendTask task, String why, long order, Instant now) {
        String id = id(task.requestId(), Status.HELD) + "/paused/" + order;
        return ofTask(task, id, Status.HELD, why, task.dueAt(), now, task.policyId(), task.metadata());
    }

    /** Ended together with its campaign. */
    static DeliveryResult cancelledWithCampaign(SendTask task, Instant now) {
        return cancelled(task, "its campaign is cancelled", now, task.metadata());
    }

    static DeliveryResult rejected(SendRequest request, Reason reason, String detail, Instant now) {
        return rejected(request, id(request.requestId(), Status.REJECTED), reason, detail, now);
    }

    /** Has an id of its own: the request that had the id first may be rejected too, or live on. */
    static DeliveryResult conflict(SendRequest request, String position, Instant now) {
        String id = id(request.requestId(), Status.REJECTED) + '/' + position;
        return rejected(request, id, Reason.REQUEST_CONFLICT, "the id is taken by a request with other content", now);
    }

    static DeliveryResult cancelled(SendTask task, Map<String, String> metadata, Instant now) {
        return cancelled(task, null, now, both(task.metadata(), metadata));
    }

    private static DeliveryResult cancelled(
            SendTask task, @Nullable String detail, Instant now, Map<String, String> metadata) {
        String id = id(task.requestId(), Status.CANCELLED);
        // Without its policy: what was cancelled was never released, so fallback has no watch to judge it by.
        return ofTask(task, id, Status.CANCELLED, detail, task.dueAt(), now, null, metadata);
    }

    /** A request can be moved more than once: each has its own id. */
    static DeliveryResult rescheduled(SendTask task, Map<String, String> metadata, String position, Instant now) {
        return ofTask(
                task,
                id(task.requestId(), Status.RESCHEDULED) + '/' + position,
                Status.RESCHEDULED,
                task.dueAt(),
                now,
                both(task.metadata(), metadata));
    }

    /** Where nothing is known of the request, its channel and account are empty. */
    static DeliveryResult controlRefused(Control control, @Nullable Origin origin, String detail, Instant now) {
        return new DeliveryResult(
                id(control.requestId(), Status.CONTROL_REFUSED) + '/' + control.position(),
                control.requestId(),
                control.tenant(),
                null,
                REQUEST,
                Status.CONTROL_REFUSED,
                origin == null ? "" : origin.channel(),
                origin == null ? "" : origin.accountId(),
                NO_ATTEMPT,
                null,
                detail,
                null,
                null,
                false,
                null,
                now,
                null,
                control.metadata());
    }

    /**
     * The chat step ended without an attempt.
     *
     * @param policyId null where fallback is not to act on it
     */
    static DeliveryResult expired(SendTask task, @Nullable String policyId, String detail, Instant now) {
        return new DeliveryResult(
                EventIds.resultId(task.requestId(), CHAT_STEP, NO_ATTEMPT, Status.EXPIRED),
                task.requestId(),
                task.tenant(),
                task.campaignId(),
                CHAT_STEP,
                Status.EXPIRED,
                task.channel(),
                task.accountId(),
                NO_ATTEMPT,
                Reason.VALIDITY_EXPIRED,
                detail,
                null,
                null,
                false,
                task.dueAt(),
                now,
                policyId,
                task.metadata());
    }

    /** A step ended with an attempt that nobody had answered for, until a receipt did. */
    static DeliveryResult sent(AttemptConfirmed confirmed) {
        Correlation attempt = confirmed.correlation();
        return new DeliveryResult(
                EventIds.resultId(attempt.requestId(), attempt.step(), attempt.attempt(), Status.SENT),
                attempt.requestId(),
                attempt.tenant(),
                attempt.campaignId(),
                attempt.step(),
                Status.SENT,
                attempt.channel(),
                attempt.accountId(),
                attempt.attempt(),
                null,
                "the call had no clear answer; a receipt says that it was accepted",
                null,
                confirmed.providerMessageId(),
                attempt.possibleDuplicate(),
                attempt.dueAt(),
                confirmed.occurredAt(),
                attempt.policyId(),
                attempt.metadata());
    }

    private static DeliveryResult ofTask(
            SendTask task, String id, Status status, Instant due, Instant now, Map<String, String> metadata) {
        return ofTask(task, id, status, null, due, now, task.policyId(), metadata);
    }

    private static DeliveryResult ofTask(
            SendTask task,
            String id,
            Status status,
            @Nullable String detail,
            Instant due,
            Instant now,
            @Nullable String policyId,
            Map<String, String> metadata) {
        return new DeliveryResult(
                id,
                task.requestId(),
                task.tenant(),
                task.campaignId(),
                REQUEST,
                status,
                task.channel(),
                task.accountId(),
                NO_ATTEMPT,
                null,
                detail,
                null,
                null,
                false,
                due,
                now,
                policyId,
                metadata);
    }

    /** Never with a policy: fallback expects a watch where there is one, and a rejected request gets none. */
    private static DeliveryResult rejected(SendRequest request, String id, Reason reason, String detail, Instant now) {
        return new DeliveryResult(
                id,
                request.requestId(),
                request.tenant(),
                request.campaignId(),
                REQUEST,
                Status.REJECTED,
                request.channel(),
                request.accountId(),
                NO_ATTEMPT,
                reason,
                detail,
                null,
                null,
                false,
                null,
                now,
                null,
                request.metadata());
    }

    private static String id(String requestId, Status status) {
        return EventIds.resultId(requestId, REQUEST, NO_ATTEMPT, status);
    }

    /** The request's metadata, and over it the control's: upstream needs the one to know the request, the other the call. */
    private static Map<String, String> both(Map<String, String> request, Map<String, String> control) {
        Map<String, String> both = new HashMap<>(request);
        both.putAll(control);
        return both;
    }
}
