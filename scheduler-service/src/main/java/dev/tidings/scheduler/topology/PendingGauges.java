package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.HeldLane;
import dev.tidings.scheduler.hold.HeldViews;
import dev.tidings.scheduler.hold.Horizon;
import dev.tidings.scheduler.hold.Pending;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How much is held, as gauges over the partitions that are open in this process. */
final class PendingGauges implements Supplier<Pending> {
    /** One look at the counts serves all gauges of a scrape. */
    private static final long FRESH = Duration.ofSeconds(1).toMillis();

    private final HeldViews held;
    private final InstantSource clock;
    private @Nullable Pending last;

    private PendingGauges(HeldViews held, InstantSource clock) {
        this.held = held;
        this.clock = clock;
    }

    static void register(Insight insight, InstantSource clock) {
        PendingGauges gauges = new PendingGauges(insight.held(), clock);
        MeterRegistry meters = insight.meters();
        for (HeldLane lane : HeldLane.values()) {
            gauge("tidings.hold.pending", gauges, pending -> pending.of(lane))
                    .description(
                            "What waits to be due, by the lane it goes into; counted in steps after a start, so low at first")
                    .tag("lane", lane.id())
                    .register(meters);
        }
        for (Horizon horizon : Horizon.values()) {
            gauge("tidings.hold.pending.due", gauges, pending -> pending.of(horizon))
                    .description(
                            "What waits to be due, by how far ahead that is: less than this, and no less than the"
                                    + " one before; exact to a second, a minute or an hour, the finer the nearer it was when it came")
                    .tag("within", horizon.id())
                    .register(meters);
        }
        gauge("tidings.hold.overdue", gauges, pending -> pending.overdueMillis() / 1000.0)
                .description("How long the entry waits already that should have gone first; 0 where nothing is overdue")
                .baseUnit("seconds")
                .register(meters);
        gauge("tidings.hold.unstripped", gauges, pending -> pending.wholeMillis() / 1000.0)
                .description("How long ago the first of the released requests was due whose content is not dropped yet;"
                        + " 0 where all of it is")
                .baseUnit("seconds")
                .register(meters);
    }

    /** Held by the gauge itself: nothing else keeps it. */
    private static Gauge.Builder<Supplier<Number>> gauge(
            String name, PendingGauges gauges, ToDoubleFunction<Pending> value) {
        return Gauge.builder(name, () -> value.applyAsDouble(gauges.get()));
    }

    @Override
    public synchronized Pending get() {
        long now = clock.millis();
        Pending known = last;
        // Nor where the clock was set back.
        if (known == null || now < known.at() || now - known.at() >= FRESH) {
            known = held.pending(now);
            last = known;
        }
        return known;
    }
}
