package dev.tidings.contract;

import java.time.Instant;

/** Ids of events, made of what the event is about: written twice, it has the same id, and a reader can drop the repeat. */
public final class EventIds {
    private EventIds() {}

    /**
     * Of a DeliveryResult.
     *
     * @param step 0 for a status of the request as a whole
     * @param attempt 0 where no attempt led to it
     */
    public static String resultId(String requestId, int step, int attempt, Status status) {
        return requestId + '/' + step + '/' + attempt + '/' + status;
    }

    /** Of an attempt of a step, or of the task that asks for it. */
    public static String attemptId(String requestId, int step, int attempt) {
        return requestId + '/' + step + '/' + attempt;
    }

    /** Of a DeadlineHold. */
    public static String deadlineId(DeadlineHold deadline) {
        return deadline.requestId() + '/' + deadline.step() + "/deadline/"
                + deadline.dueAt().toEpochMilli();
    }

    /** Of a CancelSend: cancelling twice is cancelling once. */
    public static String cancelId(String requestId) {
        return requestId + "/cancel";
    }

    /**
     * Of a CampaignControl. Here the time must tell two apart: pausing again after a resume is no repeat, and whoever drops
     * repeats by id would lose it, while a repeat that goes unnoticed is refused and does no harm.
     */
    public static String campaignControlId(CampaignControl control, Instant at) {
        return control.campaignId() + "/campaign/" + control.action() + '/' + at.toEpochMilli();
    }

    /** Of a CampaignOrder. */
    public static String campaignOrderId(CampaignOrder order) {
        return order.campaignId() + "/campaign/" + order.action() + '/' + order.sequence();
    }

    /** Of a RescheduleSend. */
    public static String rescheduleId(RescheduleSend reschedule) {
        return reschedule.requestId() + "/reschedule/" + reschedule.sendAt().toEpochMilli();
    }
}
