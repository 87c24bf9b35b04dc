package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Processes;
import dev.tidings.testbed.bench.kit.Timeline;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/** One run: a subject that starts with nothing, warmed up, then scenario after scenario on the same processes. */
final class HoldRun {
    private final Session session;
    private final Sizes sizes;
    private final Book book;
    private final Steady steady;
    private final Burst burst;

    HoldRun(Session session, Sizes sizes, Book book, Timeline timeline) {
        this.session = session;
        this.sizes = sizes;
        this.book = book;
        this.steady = new Steady(session, timeline);
        this.burst = new Burst(session, timeline);
    }

    void run(Set<Scenario> scenarios) {
        warmUp(scenarios);
        if (scenarios.contains(Scenario.B2)) {
            steady("B2", sizes.costRate(), sizes.cost());
        }
        if (scenarios.contains(Scenario.B)) {
            steady("B", sizes.steadyRate(), sizes.steady());
        }
        if (scenarios.contains(Scenario.C)) {
            burst("C", Burst.Before.NOTHING);
        }
    }

    /** The first burst is what a cold start costs; after it and a round of B, everything is warm. */
    private void warmUp(Set<Scenario> scenarios) {
        if (sizes.warmUp().isZero()) {
            book.say("cold: nothing is warmed up");
            return;
        }
        Tally cold = burst.run(sizes.burst(), sizes.burstLead().multipliedBy(2), Burst.Before.NOTHING);
        if (scenarios.contains(Scenario.C)) {
            book.putBurst("C-cold", cold);
        }
        Tally warm = steady.run(sizes.steadyRate(), sizes.warmUp()).tally();
        book.say(String.format(
                Locale.ROOT,
                "warmed up: p50 %.1f, p99 %.1f ms",
                warm.lateness().p50(),
                warm.lateness().p99()));
    }

    private void steady(String scenario, int rate, Duration span) {
        Steady.Result result = steady.run(rate, span);
        book.put(scenario, result.tally());
        book.put(scenario, "cpu_s", result.cpuSeconds());
        book.put(scenario, "resident_mb", resident());
        book.say(String.format(
                Locale.ROOT,
                "%-7s CPU %.2f s over %d s at %,d/s, resident %.0f MB",
                scenario,
                result.cpuSeconds(),
                span.toSeconds(),
                rate,
                resident()));
    }

    private void burst(String scenario, Burst.Before before) {
        book.putBurst(scenario, burst.run(sizes.burst(), sizes.burstLead(), before));
        book.put(scenario, "resident_mb", resident());
    }

    private double resident() {
        return Processes.residentMb(processes());
    }

    private Collection<Long> processes() {
        return Processes.withDescendants(session.subject().processes());
    }
}
