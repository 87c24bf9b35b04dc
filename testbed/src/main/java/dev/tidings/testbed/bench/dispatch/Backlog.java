package dev.tidings.testbed.bench.dispatch;

import dev.tidings.contract.OnUncertain;
import dev.tidings.local.process.Child;
import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Calls;
import dev.tidings.testbed.bench.kit.Processes;
import dev.tidings.testbed.bench.kit.RecordPublisher;
import dev.tidings.testbed.bench.kit.Timeline;
import dev.tidings.topics.Lane;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** All tasks lie in the lane when a subject starts; how fast does it send them? */
final class Backlog {
    private static final Duration RESULTS_WITHIN = Duration.ofSeconds(30);

    private final Stage stage;
    private final Sizes sizes;
    private final Timeline timeline;
    private final InstantSource clock;

    Backlog(Stage stage, Sizes sizes, Timeline timeline, InstantSource clock) {
        this.stage = stage;
        this.sizes = sizes;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * Calls a second over the steady half.
     *
     * @param latency of the provider; zero: none
     */
    double run(Book book, Scenario scenario, Subject subject, Duration latency) {
        Workload workload = Workload.uniform(sizes.tasks(), sizes.recipients(), 1);
        try (RecordPublisher publisher = new RecordPublisher(stage.bootstrapServers());
                HoldsPlayer holds = HoldsPlayer.start(stage.bootstrapServers(), publisher, clock)) {
            Tasks tasks = new Tasks(workload, OnUncertain.GIVE_UP, clock);
            publisher.publishAll(workload.size(), number -> tasks.record(Lane.NORMAL.topic(), number));
            return drain(book, scenario, subject, latency, holds);
        }
    }

    private double drain(Book book, Scenario scenario, Subject subject, Duration latency, HoldsPlayer holds) {
        if (latency.isPositive()) {
            stage.provider().delay(latency);
        }
        Child running = subject.start(stage);
        CpuLog cpu = new Drain(stage, timeline, book::say).watch(running, sizes.tasks(), sizes.longest());
        double resident = Processes.residentMb(List.of(running.handle().pid()));
        if (subject.writesResults()) {
            Results results = Results.await(stage.bootstrapServers(), sizes.tasks(), RESULTS_WITHIN, timeline);
            book.put(scenario.toString(), "without_result", sizes.tasks() - results.ended());
            book.put(scenario.toString(), "held_again", holds.held());
            book.say(scenario + "  results " + results.counts() + ", tried later " + holds.held());
        }
        Calls calls = stage.provider().journal();
        tell(book, scenario.toString(), calls, cpu.steadyPerCall(), subject);
        book.put(scenario.toString(), "resident_mb", resident);
        if (latency.isPositive()) {
            double efficiency = LowerBound.efficiency(calls, sizes.inFlight(), latency);
            book.put(scenario.toString(), "efficiency", efficiency);
            book.say(String.format(
                    Locale.ROOT,
                    "%s  at best %.1f s: efficiency %.2f",
                    scenario,
                    LowerBound.seconds(calls, sizes.inFlight(), latency),
                    efficiency));
        }
        return calls.steadyPerSecond();
    }

    private void tell(Book book, String scenario, Calls calls, CpuLog.Used cpu, Subject subject) {
        book.put(scenario, "rate_per_s", calls.steadyPerSecond());
        book.put(scenario, "drain_per_s", calls.perSecond());
        book.put(scenario, "cpu_us_per_message", cpu.subject() * 1e6);
        book.put(scenario, "broker_cpu_us", cpu.broker() * 1e6);
        book.put(scenario, "provider_cpu_us", cpu.provider() * 1e6);
        book.put(scenario, "repeated", calls.repeated());
        book.put(scenario, "not_called", sizes.tasks() - calls.numbers().size());
        if (subject.keepsOrder()) {
            book.put(scenario, "out_of_order", calls.outOfOrder());
        }
        book.say(String.format(
                Locale.ROOT,
                "%s  %,d calls in %.1f s: %,.0f/s, steady half %,.0f/s; CPU us a call %.0f + broker %.0f + provider %.0f;"
                        + " repeated %d, out of order %d",
                scenario,
                calls.count(),
                calls.seconds(),
                calls.perSecond(),
                calls.steadyPerSecond(),
                cpu.subject() * 1e6,
                cpu.broker() * 1e6,
                cpu.provider() * 1e6,
                calls.repeated(),
                calls.outOfOrder()));
    }
}
