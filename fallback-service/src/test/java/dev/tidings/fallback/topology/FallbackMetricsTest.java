package dev.tidings.fallback.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.Priority;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.contract.TextContent;
import dev.tidings.fallback.Samples;
import dev.tidings.fallback.plan.Cause;
import dev.tidings.fallback.plan.Decision;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FallbackMetricsTest {
    private static final int MANY = 10_000;
    private static final Instant NOW = Samples.START;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FallbackMetrics metrics = new FallbackMetrics(meters, () -> NOW);

    @Test
    void tenThousandRecipientsAndTenantsAddNoSeries() {
        List<Meter.Id> before = meters.getMeters().stream().map(Meter::getId).toList();
        for (int i = 0; i < MANY; i++) {
            String any = "+6581" + (100_000 + i);
            metrics.decided(
                    new Decision.Triggered(Cause.UNREAD, sms(any), 2, result(any, Status.FALLBACK_TRIGGERED)), NOW);
            metrics.decided(new Decision.Ended(Cause.CAP_REACHED, result(any, Status.FALLBACK_ENDED)), NOW);
        }

        assertThat(meters.get("tidings.fallback.sms.parts")
                        .tags("channel", "unknown", "cause", "unread")
                        .counter()
                        .count())
                .isEqualTo(2 * MANY);
        assertThat(meters.get("tidings.fallback.capped.tenants").gauge().value())
                .isEqualTo(MANY);
        assertThat(meters.getMeters()).extracting(Meter::getId).containsExactlyInAnyOrderElementsOf(before);
    }

    private static DeliveryResult result(String any, Status status) {
        return new DeliveryResult(
                any,
                any,
                any,
                any,
                1,
                status,
                any,
                any,
                1,
                null,
                any,
                any,
                any,
                false,
                NOW,
                NOW,
                any,
                Map.of(any, any));
    }

    private static SendTask sms(String any) {
        return new SendTask(
                any,
                any,
                any,
                any,
                2,
                1,
                "sms",
                any,
                any,
                any,
                new TextContent(any),
                Priority.HIGH,
                OnUncertain.RESEND,
                NOW,
                NOW,
                null,
                NOW,
                false,
                null,
                any,
                Map.of(any, any),
                null);
    }
}
