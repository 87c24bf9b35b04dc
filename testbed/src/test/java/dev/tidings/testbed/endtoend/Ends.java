package dev.tidings.testbed.endtoend;

import dev.tidings.contract.DeliveryResult;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one outcome that a request's first step must have. */
final class Ends {
    private Ends() {}

    static boolean isEnd(DeliveryResult result) {
        return switch (result.status()) {
            case REJECTED, CANCELLED -> true;
            case SENT, FAILED, EXPIRED, UNKNOWN -> result.step() == 1;
            case UNRECOGNIZED,
                    HELD,
                    RESCHEDULED,
                    CONTROL_REFUSED,
                    DELIVERED,
                    READ,
                    UNDELIVERED,
                    FALLBACK_TRIGGERED,
                    FALLBACK_NOT_NEEDED,
                    FALLBACK_ENDED,
                    CAMPAIGN_PAUSED,
                    CAMPAIGN_RESUMED,
                    CAMPAIGN_CANCELLED -> false;
        };
    }

    /** Repeats of one event count once: that is what event ids are for. */
    static List<DeliveryResult> of(Collection<DeliveryResult> results) {
        Map<String, DeliveryResult> ends = new LinkedHashMap<>();
        results.stream().filter(Ends::isEnd).forEach(result -> ends.putIfAbsent(result.eventId(), result));
        return List.copyOf(ends.values());
    }
}
