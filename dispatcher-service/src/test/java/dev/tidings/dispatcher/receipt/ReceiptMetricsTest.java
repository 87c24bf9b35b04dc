package dev.tidings.dispatcher.receipt;

import static dev.tidings.dispatcher.receipt.ReceiptStateTest.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Status;
import dev.tidings.dispatcher.receipt.ReceiptState.Change;
import dev.tidings.dispatcher.receipt.ReceiptState.Noted;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiptMetricsTest {
    private static final int MANY = 10_000;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ReceiptMetrics metrics = new ReceiptMetrics(meters);

    @Test
    void tenThousandRecipientsAddNoSeries() {
        ReceiptState matched =
                ReceiptState.first(ReceiptStateTest.correlation(1)).next();
        List<Meter.Id> before = meters.getMeters().stream().map(Meter::getId).toList();
        for (int i = 0; i < MANY; i++) {
            metrics.noted(
                    new Change(matched, List.of(delivered("+6581" + (100_000 + i))), Optional.empty(), Noted.MATCHED),
                    NOW);
        }

        assertThat(meters.get("tidings.results")
                        .tags("channel", "unknown", "status", "delivered")
                        .counter()
                        .count())
                .isEqualTo(MANY);
        assertThat(meters.get("tidings.receipt.delay")
                        .tags("status", "delivered")
                        .timer()
                        .count())
                .isEqualTo(MANY);
        assertThat(meters.getMeters()).extracting(Meter::getId).containsExactlyInAnyOrderElementsOf(before);
    }

    private static DeliveryResult delivered(String anything) {
        return new DeliveryResult(
                anything,
                anything,
                anything,
                anything,
                1,
                Status.DELIVERED,
                anything,
                anything,
                1,
                null,
                anything,
                anything,
                anything,
                false,
                NOW,
                NOW,
                anything,
                Map.of(anything, anything));
    }
}
