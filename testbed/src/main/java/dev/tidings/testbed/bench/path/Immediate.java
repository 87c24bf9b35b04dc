package dev.tidings.testbed.bench.path;

import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Calls;
import dev.tidings.testbed.bench.kit.LiveLoad;
import dev.tidings.testbed.bench.kit.Percentiles;
import dev.tidings.testbed.bench.kit.Pipeline;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Timeline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/** Requests come at an even rate: how long from publishing one to the provider's call? */
final class Immediate {
    private static final String SCENARIO = Scenario.IMMEDIATE.toString();
    private static final Duration LOOK = Duration.ofMillis(50);
    /** A cold pipeline falls behind, and has to catch up before anything can be told from it. */
    private static final Duration WARM_WITHIN = Duration.ofSeconds(60);
    /** For what is under way at the end; what comes later is lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Pipeline stage;
    private final Sizes sizes;
    private final Timeline timeline;
    private final InstantSource clock;

    Immediate(Pipeline stage, Sizes sizes, Timeline timeline, InstantSource clock) {
        this.stage = stage;
        this.sizes = sizes;
        this.timeline = timeline;
        this.clock = clock;
    }

    void run(Book book) {
        int most =
                Math.toIntExact(sizes.rate() * sizes.warmUp().plus(sizes.span()).toMillis() / 1000 + 1);
        try (Upstream upstream = new Upstream(stage, Map.of(), clock)) {
            upstream.hold(sizes.pending(), timeline);
            LiveLoad load = new LiveLoad(upstream::publish, timeline, most);
            LiveLoad.Series warm = load.run(sizes.rate(), sizes.warmUp());
            if (!awaitCalls(warm.end(), WARM_WITHIN)) {
                throw new SubjectFailedException("it does not keep up with " + sizes.rate() + "/s: "
                        + stage.provider().calls() + " of " + warm.count()
                        + " were called; --rate and --warm-up change it");
            }
            Costs before = Costs.of(stage);
            LiveLoad.Series series = load.run(sizes.rate(), sizes.span());
            upstream.await();
            boolean _ = awaitCalls(series.end(), PATIENCE);
            tell(book, load, series);
            before.tell(book, SCENARIO, stage, series.count());
        }
    }

    private void tell(Book book, LiveLoad load, LiveLoad.Series series) {
        Calls calls = stage.provider().journal().where(call -> series.has(call.number()));
        Percentiles waits = Percentiles.of(load.waits(calls, series, timeline.millis()));
        int lost = series.count() - calls.numbers().size();
        book.put(SCENARIO, "lateness_p50_ms", waits.p50());
        book.put(SCENARIO, "lateness_p99_ms", waits.p99());
        book.put(SCENARIO, "lateness_max_ms", waits.max());
        book.put(SCENARIO, "lost", lost);
        book.put(SCENARIO, "repeated", calls.repeated());
        book.say(String.format(
                Locale.ROOT,
                "%s  %,d at %,d/s: called after p50 %.0f, p99 %.0f, max %.0f ms; lost %d, repeated %d",
                SCENARIO,
                series.count(),
                sizes.rate(),
                waits.p50(),
                waits.p99(),
                waits.max(),
                lost,
                calls.repeated()));
    }

    private boolean awaitCalls(long count, Duration atMost) {
        long end = timeline.nanos() + atMost.toNanos();
        boolean all = stage.provider().calls() >= count;
        while (!all && timeline.nanos() < end) {
            timeline.pause(LOOK);
            all = stage.provider().calls() >= count;
        }
        return all;
    }
}
