package dev.tidings.testbed.bench.dispatch;

import dev.tidings.contract.OnUncertain;
import dev.tidings.local.process.Child;
import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Calls;
import dev.tidings.testbed.bench.kit.RecordPublisher;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Timeline;
import dev.tidings.topics.Lane;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The dispatcher is killed while it sends, and started again. All tasks ask for a repeat where it is uncertain what became
 * of them, so that every call in doubt could come twice.
 */
final class Kill {
    private static final String SCENARIO = Scenario.KILL.toString();
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Stage stage;
    private final Sizes sizes;
    private final Timeline timeline;
    private final InstantSource clock;

    Kill(Stage stage, Sizes sizes, Timeline timeline, InstantSource clock) {
        this.stage = stage;
        this.sizes = sizes;
        this.timeline = timeline;
        this.clock = clock;
    }

    void run(Book book) {
        Workload workload = Workload.uniform(sizes.tasks(), sizes.recipients(), 1);
        stage.provider().delay(LATENCY);
        try (RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers());
                HoldsPlayer holds = HoldsPlayer.start(stage.bootstrapServers(), publisher, clock)) {
            Tasks tasks = new Tasks(workload, OnUncertain.RESEND, clock);
            publisher.publishAll(workload.size(), number -> tasks.record(Lane.NORMAL.topic(), number));
            killInTheMiddle(book);
            int inFlight = OpenAttempts.count(stage.bootstrapServers());
            long restarted = timeline.millis();
            Child again = stage.launchDispatcher();
            Results results = Results.await(stage.bootstrapServers(), workload.size(), PATIENCE, timeline);
            if (!again.alive()) {
                throw new SubjectFailedException("it ended after the restart\n" + again.logTail());
            }
            publisher.flush();
            tell(book, stage.provider().journal(), results, inFlight, restarted);
            book.put(SCENARIO, "held_again", holds.held());
        }
    }

    private void killInTheMiddle(Book book) {
        Child dispatcher = stage.launchDispatcher();
        new Drain(stage, timeline, book::say).watch(dispatcher, sizes.tasks() / 3, sizes.longest());
        dispatcher.kill();
        book.say(SCENARIO + "  killed after " + stage.provider().calls() + " calls");
    }

    private void tell(Book book, Calls calls, Results results, int inFlight, long restarted) {
        Map<Integer, Integer> times = new HashMap<>();
        calls.all().forEach(call -> times.merge(call.number(), 1, Integer::sum));
        long unannounced = times.entrySet().stream()
                .filter(each -> each.getValue() > 1 && !results.warns(each.getKey()))
                .count();
        long lost = IntStream.range(0, sizes.tasks())
                .filter(number -> !results.ended(number) || !times.containsKey(number))
                .count();
        double first = calls.where(call -> call.at() >= restarted).all().stream()
                .findFirst()
                .map(call -> (call.at() - restarted) / 1000.0)
                .orElse(-1.0);
        book.put(SCENARIO, "in_flight", inFlight);
        book.put(SCENARIO, "repeated", calls.repeated());
        book.put(SCENARIO, "repeated_unannounced", (double) unannounced);
        book.put(SCENARIO, "lost", (double) lost);
        book.put(SCENARIO, "first_call_s", first);
        book.say(String.format(
                Locale.ROOT,
                "%s  %,d in flight when killed; %,d calls repeated, %,d of them without a word; %,d of %,d lost; first"
                        + " call %.1f s after the restart; results %s",
                SCENARIO,
                inFlight,
                calls.repeated(),
                unannounced,
                lost,
                sizes.tasks(),
                first,
                results.counts()));
    }
}
