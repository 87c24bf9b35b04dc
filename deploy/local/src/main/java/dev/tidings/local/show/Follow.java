package dev.tidings.local.show;

import dev.tidings.contract.DeliveryResult;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Prints the timeline of one request as it grows. */
public final class Follow {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RECEIPT_WITHIN = Duration.ofSeconds(10);

    private final ResultReader reader;
    private final InstantSource clock;
    private final PrintStream out;

    public Follow(ResultReader reader, InstantSource clock, PrintStream out) {
        this.reader = reader;
        this.clock = clock;
        this.out = out;
    }

    /**
     * Follows until the request has ended, or nothing was heard of it for too long.
     *
     * @param silence how long to wait for news of a request that is open; the time until it is due does not count
     */
    public void until(Timeline timeline, Duration firstWithin, Duration silence) {
        Instant[] news = {clock.instant()};
        Consumer<DeliveryResult> print = result -> {
            out.println(timeline.add(result));
            out.flush();
            news[0] = clock.instant();
        };
        while (true) {
            List<DeliveryResult> results = reader.poll(POLL);
            results.forEach(print);
            if (timeline.standing() == Standing.ENDED && reader.caughtUp()) {
                return;
            }
            Duration patience = timeline.results().isEmpty()
                    ? firstWithin
                    : timeline.standing() == Standing.SETTLED ? RECEIPT_WITHIN : silence;
            Instant from = latest(news[0], timeline);
            if (results.isEmpty()
                    && reader.caughtUp()
                    && Duration.between(from, clock.instant()).compareTo(patience) > 0) {
                return;
            }
        }
    }

    private static Instant latest(Instant news, Timeline timeline) {
        return timeline.results().stream()
                .map(DeliveryResult::dueAt)
                .filter(Objects::nonNull)
                .filter(news::isBefore)
                .max(Instant::compareTo)
                .orElse(news);
    }
}
