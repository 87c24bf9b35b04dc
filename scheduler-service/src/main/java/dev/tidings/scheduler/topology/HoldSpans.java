package dev.tidings.scheduler.topology;

import dev.tidings.contract.AttemptConfirmed;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.contract.TraceParent;
import dev.tidings.runtime.trace.OpenSpan;
import dev.tidings.runtime.trace.Tracing;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What hold does with requests, as spans. What upstream or a receipt asks for has one, and so has the release of what had waited.
 * What goes straight through is released within the span in which it came.
 */
record HoldSpans(Tracing tracing) {
    /** Around what an event leads to. */
    OpenSpan reading(Event event, Headers headers) {
        return switch (event) {
            case SendRequest request -> reading("accept", request.requestId(), headers);
            case CancelSend cancel -> reading("cancel", cancel.requestId(), headers);
            case RescheduleSend reschedule -> reading("reschedule", reschedule.requestId(), headers);
            case AttemptConfirmed confirmed ->
                reading("confirm", confirmed.correlation().requestId(), headers);
            case CampaignControl _ -> tracing.open("control", tracing.from(headers), null);
            default -> OpenSpan.NONE;
        };
    }

    /** Upstream's words are told only where they have the form of what they are called. */
    private OpenSpan reading(String name, String requestId, Headers headers) {
        if (!tracing.isOn()) {
            return OpenSpan.NONE;
        }
        OpenSpan span = tracing.open(name, tracing.from(headers), null);
        return RequestRules.isRequestId(requestId) ? span.tag("requestId", requestId) : span;
    }

    /** Around the release of a task. */
    OpenSpan releasing(SendTask task) {
        TraceParent current = tracing.current();
        return current != null && current.equals(task.traceparent())
                ? OpenSpan.NONE
                : tracing.open("release", null, task.traceparent()).about(task);
    }

    /** Notes in what is done just now what came of it; of what was refused no more, since nobody has checked the rest. */
    void tell(DeliveryResult result) {
        tracing.tag("outcome", result.status().name());
        if (result.status() != Status.REJECTED) {
            tracing.tag("channel", result.channel());
            tracing.tag("accountId", result.accountId());
        }
    }

    @Nullable
    TraceParent current() {
        return tracing.current();
    }
}
