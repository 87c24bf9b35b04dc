package dev.tidings.scheduler.hold;

import dev.tidings.contract.CancelSend;
import dev.tidings.contract.RescheduleSend;
import java.util.Map;

/** What the answers to CancelSend and RescheduleSend have in common. */
record Control(String requestId, String tenant, Map<String, String> metadata, String position) {
    static Control of(CancelSend cancel, String position) {
        return new Control(cancel.requestId(), cancel.tenant(), cancel.metadata(), position);
    }

    static Control of(RescheduleSend reschedule, String position) {
        return new Control(reschedule.requestId(), reschedule.tenant(), reschedule.metadata(), position);
    }

    Control withoutMetadata() {
        return new Control(requestId, tenant, Map.of(), position);
    }
}
