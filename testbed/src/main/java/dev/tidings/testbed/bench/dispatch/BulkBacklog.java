package dev.tidings.testbed.bench.dispatch;

import dev.tidings.contract.OnUncertain;
import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Calls;
import dev.tidings.testbed.bench.kit.LiveLoad;
import dev.tidings.testbed.bench.kit.Percentiles;
import dev.tidings.testbed.bench.kit.RecordPublisher;
import dev.tidings.testbed.bench.kit.Timeline;
import dev.tidings.topics.Lane;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/** An even load in the high lane, and then a backlog in bulk beside it, of the same account: what does high notice? */
final class BulkBacklog {
    /** For what is under way at the end. */
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private final Stage stage;
    private final Sizes sizes;
    private final Timeline timeline;
    private final InstantSource clock;

    BulkBacklog(Stage stage, Sizes sizes, Timeline timeline, InstantSource clock) {
        this.stage = stage;
        this.sizes = sizes;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** @param latency of the provider */
    void run(Book book, Duration latency) {
        int firstOfBulk = EvenLoad.most(sizes);
        Workload workload = Workload.uniform(firstOfBulk + sizes.backlog(), sizes.recipients(), 1);
        Tasks tasks = new Tasks(workload, OnUncertain.GIVE_UP, clock);
        stage.provider().delay(latency);
        try (RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers());
                HoldsPlayer holds = HoldsPlayer.start(stage.bootstrapServers(), publisher, clock)) {
            EvenLoad even = new EvenLoad(
                    stage, sizes, timeline, number -> publisher.publish(tasks.record(Lane.HIGH.topic(), number)));
            even.warmUp();
            LiveLoad.Series quiet = even.undisturbed();
            publisher.publishAll(sizes.backlog(), number -> tasks.record(Lane.BULK.topic(), firstOfBulk + number));
            LiveLoad.Series disturbed = even.disturbed();
            int left = sizes.backlog() - bulk(firstOfBulk).numbers().size();
            timeline.waitFor(SETTLE);
            tell(book, even, quiet, disturbed, left, holds.held());
        }
    }

    private Calls bulk(int first) {
        return stage.provider().journal().where(call -> call.number() >= first);
    }

    private void tell(Book book, EvenLoad even, LiveLoad.Series quiet, LiveLoad.Series disturbed, int left, int held) {
        String scenario = Scenario.BULK_BACKLOG.toString();
        long now = timeline.millis();
        Calls calls = stage.provider().journal();
        EvenLoad.tell(
                book,
                scenario,
                Percentiles.of(even.load().waits(calls, quiet, now)),
                Percentiles.of(even.load().waits(calls, disturbed, now)));
        book.put(scenario, "backlog", sizes.backlog());
        book.put(scenario, "backlog_left", left);
        book.put(scenario, "held_again", held);
        book.say(String.format(
                Locale.ROOT,
                "%s  of a backlog of %,d in bulk %,d were left at the end%s",
                scenario,
                sizes.backlog(),
                left,
                left > 0 ? "" : ": it was too small to disturb all the time"));
    }
}
