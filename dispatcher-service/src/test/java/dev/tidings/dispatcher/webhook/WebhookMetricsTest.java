package dev.tidings.dispatcher.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.dispatcher.channel.webhook.Fate;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The channel is what stood in the path: whoever calls can write anything there. */
class WebhookMetricsTest {
    private static final int MANY = 10_000;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WebhookMetrics metrics = new WebhookMetrics(meters);

    @Test
    void tenThousandChannelsThatThereAreNotAddNoSeries() {
        List<Meter.Id> before = meters.getMeters().stream().map(Meter::getId).toList();
        for (int i = 0; i < MANY; i++) {
            metrics.answered("+6581" + (100_000 + i), WebhookMetrics.Answer.REFUSED);
            metrics.statuses("+6581" + (100_000 + i), List.of(Fate.values()));
        }

        assertThat(meters.get("tidings.webhook.requests")
                        .tags("channel", "unknown", "outcome", "refused")
                        .counter()
                        .count())
                .isEqualTo(MANY);
        assertThat(meters.getMeters()).extracting(Meter::getId).containsExactlyInAnyOrderElementsOf(before);
    }
}
