package dev.tidings.testbed.bench.path;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Status;
import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Calls;
import dev.tidings.testbed.bench.kit.Pipeline;
import dev.tidings.testbed.bench.kit.Rates;
import dev.tidings.testbed.bench.kit.Timeline;
import dev.tidings.testbed.bench.kit.TopicScan;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Many requests are published at once: how fast does the whole path work them off? */
final class Sustained {
    private static final String SCENARIO = Scenario.SUSTAINED.toString();
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration TELL = Duration.ofSeconds(10);
    /** For the last results, which are written after the last call. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    /** What a service that publishes in bulk would set. */
    private static final Map<String, Object> BULK = Map.of(
            ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024,
            ProducerConfig.LINGER_MS_CONFIG, 50,
            ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);

    private final Pipeline stage;
    private final Sizes sizes;
    private final Timeline timeline;
    private final InstantSource clock;

    Sustained(Pipeline stage, Sizes sizes, Timeline timeline, InstantSource clock) {
        this.stage = stage;
        this.sizes = sizes;
        this.timeline = timeline;
        this.clock = clock;
    }

    void run(Book book) {
        try (Upstream upstream = new Upstream(stage, BULK, clock)) {
            upstream.hold(sizes.pending(), timeline);
            for (int number = 0; number < sizes.burst(); number++) {
                upstream.publish(number);
            }
            upstream.await();
        }
        long end = timeline.nanos() + sizes.longest().toNanos();
        awaitCalls(book, sizes.burst() / 2, end);
        Costs before = Costs.of(stage);
        long half = stage.provider().calls();
        awaitCalls(book, sizes.burst(), end);
        long calls = stage.provider().calls();
        before.tell(book, SCENARIO, stage, Math.max(1.0, (double) (calls - half)));
        timeline.waitFor(SETTLE);
        tell(book, stage.provider().journal());
    }

    private void tell(Book book, Calls calls) {
        LongStream.Builder sent = LongStream.builder();
        TopicScan.read(stage.bootstrapServers(), Topics.RESULTS, event -> {
            if (event instanceof DeliveryResult result && result.status() == Status.SENT) {
                sent.add(result.occurredAt().toEpochMilli());
            }
        });
        long[] times = sent.build().sorted().toArray();
        int lost = sizes.burst() - calls.numbers().size();
        book.put(SCENARIO, "rate_per_s", Rates.steady(times));
        book.put(SCENARIO, "drain_per_s", Rates.whole(times));
        book.put(SCENARIO, "without_result", sizes.burst() - times.length);
        book.put(SCENARIO, "lost", lost);
        book.put(SCENARIO, "repeated", calls.repeated());
        book.say(String.format(
                Locale.ROOT,
                "%s  %,d results: %,.0f/s, steady half %,.0f/s; lost %d, repeated %d",
                SCENARIO,
                times.length,
                Rates.whole(times),
                Rates.steady(times),
                lost,
                calls.repeated()));
    }

    private void awaitCalls(Book book, long count, long end) {
        long told = timeline.nanos();
        long calls = stage.provider().calls();
        while (calls < count && timeline.nanos() < end) {
            if (timeline.nanos() - told > TELL.toNanos()) {
                told = timeline.nanos();
                book.say(String.format(Locale.ROOT, "%s  %,d of %,d", SCENARIO, calls, sizes.burst()));
            }
            timeline.pause(LOOK);
            calls = stage.provider().calls();
        }
    }
}
