package dev.tidings.local.show;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Reason;
import dev.tidings.contract.Status;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results for tests. */
final class Results {
    static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

    private Results() {}

    static DeliveryResult plain(int step, Status status) {
        return result(step, status, 0, null, null, null);
    }

    static DeliveryResult watched(int step, Status status) {
        return result(step, status, 0, null, null, "sms-on-failure");
    }

    static DeliveryResult result(
            int step,
            Status status,
            long afterMillis,
            @Nullable Reason reason,
            @Nullable String detail,
            @Nullable String policy) {
        return new DeliveryResult(
                "r1/" + step + "/" + status,
                "r1",
                "local",
                null,
                step,
                status,
                step > 1 ? "sms" : "whatsapp",
                "shop",
                step == 0 || status.name().startsWith("FALLBACK") ? 0 : 1,
                reason,
                detail,
                status == Status.FAILED ? "132001" : null,
                status == Status.SENT ? "wamid.1" : null,
                false,
                START,
                START.plusMillis(afterMillis),
                policy,
                Map.of());
    }
}
