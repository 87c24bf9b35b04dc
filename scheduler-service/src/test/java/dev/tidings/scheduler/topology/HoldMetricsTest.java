package dev.tidings.scheduler.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.CampaignOrder;
import dev.tidings.contract.Priority;
import dev.tidings.contract.SendRequest;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.scheduler.Samples;
import dev.tidings.scheduler.hold.Expiry;
import dev.tidings.scheduler.hold.HeldViews;
import dev.tidings.scheduler.hold.HoldEngine;
import dev.tidings.scheduler.hold.Output;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The engine on the service's stores in memory: Kafka Streams' test driver would flush RocksDB after each of so many records. */
class HoldMetricsTest {
    private static final int MANY = 10_000;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HoldMetrics metrics = new HoldMetrics(new Insight(meters, new HeldViews(), Tracing.OFF));

    @Test
    void countsWhatExpiresByWhyItDid() {
        metrics.count(new Output.Expired("whatsapp", Expiry.LATE));
        metrics.count(new Output.Expired("+6581234567", Expiry.SKIPPED));

        assertThat(expired("whatsapp", "late")).isEqualTo(1);
        assertThat(expired("whatsapp", "paused")).isZero();
        assertThat(expired("unknown", "skipped")).isEqualTo(1);
    }

    private double expired(String channel, String cause) {
        return meters.get("tidings.hold.expired")
                .tags("channel", channel, "cause", cause)
                .counter()
                .count();
    }

    @Test
    void countsWhatFallbackIsToWatchAndWhatNoMore() {
        long now = Samples.NOON.toEpochMilli();
        HoldEngine engine = engine();
        SendRequest request =
                Samples.request("a").fallback("sms-on-failure").at(Samples.NOON).build();
        engine.accept(request, now, now, "0-0", null);
        assertThat(meters.get("tidings.hold.watches").counter().count()).isEqualTo(1);
        assertThat(meters.get("tidings.hold.unwatched").counter().count()).isZero();

        engine.cancel(Samples.cancel("a"), now, "1-0");
        assertThat(meters.get("tidings.hold.unwatched").counter().count()).isEqualTo(1);
    }

    @Test
    void timesReleasesByLaneAndTicksAndCountsOrders() {
        long now = Samples.NOON.toEpochMilli();
        SendRequest request = Samples.request("a").priority(Priority.BULK).build();
        engine().accept(request, now, now - 1_500, "0-0", null);
        metrics.ticked(2_000_000);
        metrics.count(new Output.Order(new CampaignOrder("autumn", "acme", CampaignAction.PAUSE, 1)));

        assertThat(meters.get("tidings.hold.released")
                        .tag("lane", "bulk")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("tidings.hold.lateness").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(1_500);
        assertThat(meters.get("tidings.hold.tick").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(2);
        assertThat(meters.get("tidings.hold.orders").counter().count()).isEqualTo(1);
    }

    private HoldEngine engine() {
        return new HoldEngine(
                new LoggedStores(new SplittableRandom(1)).stores(),
                Samples.intake(),
                Ticking.usual(() -> Samples.NOON, () -> 0, Duration.ofHours(24)).budget(),
                metrics::count);
    }

    @Test
    void tenThousandRecipientsAddNoSeries() {
        List<Meter.Id> before = meters.getMeters().stream().map(Meter::getId).toList();
        long now = Samples.NOON.toEpochMilli();
        HoldEngine engine = engine();
        for (int i = 0; i < MANY; i++) {
            SendRequest request = Samples.request("r" + i)
                    .to("+6581" + (100_000 + i))
                    .of("c" + i)
                    .at(i % 2 == 0 ? Samples.NOON : Samples.NOON.plusSeconds(i))
                    .build();
            metrics.received(request);
            engine.accept(request, now, now, "0-" + i, null);
            engine.cancel(Samples.cancel("r" + i), now, "1-" + i);
        }

        assertThat(meters.get("tidings.hold.accepted").counter().count()).isEqualTo(MANY);
        assertThat(meters.getMeters()).extracting(Meter::getId).containsExactlyInAnyOrderElementsOf(before);
    }
}
