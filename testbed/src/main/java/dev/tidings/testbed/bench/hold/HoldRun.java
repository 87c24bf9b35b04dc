package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Book;
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
    private final Pending pending;
    private final Remembered remembered;

    HoldRun(Session session, Sizes sizes, Book book, Timeline timeline) {
        this.session = session;
        this.sizes = sizes;
        this.book = book;
        this.steady = new Steady(session, timeline);
        this.burst = new Burst(session, timeline);
        this.pending = new Pending(session, timeline, sizes.strippedWithin());
        this.remembered = new Remembered(session, timeline, book);
    }

    void run(Set<Scenario> scenarios) {
        warmUp(scenarios);
        if (scenarios.contains(Scenario.B2)) {
            steady(book, "B2", sizes.costRate(), sizes.cost());
        }
        if (scenarios.contains(Scenario.B)) {
            steady(book, "B", sizes.steadyRate(), sizes.steady());
        }
        if (scenarios.contains(Scenario.C)) {
            burst(book, "C", Burst.Before.NOTHING);
        }
        if (scenarios.contains(Scenario.A)) {
            pending.measure(book, sizes.inserts());
        }
        if (scenarios.contains(Scenario.D)) {
            withPending();
        }
        if (scenarios.contains(Scenario.R)
                && !session.subject().keptOfReleased().isEmpty()) {
            remembered.fill(sizes.remembered());
            steady(book, "R-B", sizes.steadyRate(), sizes.steady());
        }
    }

    /** The largest number goes into the report, whose names have none; the others are told as they come. */
    private void withPending() {
        for (int count : sizes.pending()) {
            Book one = count == sizes.pending().getLast() ? book : book.aside();
            pending.fillTo(one, "D", count);
            steady(one, "D-B", sizes.steadyRate(), sizes.steady());
            burst(one, "D-C", Burst.Before.CANCEL_A_THIRD);
            double disk = Processes.diskBytes(session.subject().data());
            double ratio = disk / ((double) pending.held() * Hold.PAYLOAD_BYTES);
            one.put("D-C", "disk_ratio", ratio);
            book.say(String.format(
                    Locale.ROOT,
                    "D       %,d pending: resident %.0f MB, disk %.0f MB or %.2f of the payload",
                    pending.held(),
                    resident(),
                    disk / 1e6,
                    ratio));
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
            Tallies.putBurst(book, "C-cold", cold);
        }
        Tally warm = steady.run(sizes.steadyRate(), sizes.warmUp()).tally();
        book.say(String.format(
                Locale.ROOT,
                "warmed up: p50 %.1f, p99 %.1f ms",
                warm.lateness().p50(),
                warm.lateness().p99()));
    }

    private void steady(Book into, String scenario, int rate, Duration span) {
        Steady.Result result = steady.run(rate, span);
        Tallies.put(into, scenario, result.tally());
        into.put(scenario, "cpu_s", result.cpuSeconds());
        into.put(scenario, "resident_mb", resident());
        into.say(String.format(
                Locale.ROOT,
                "%-7s CPU %.2f s over %d s at %,d/s, resident %.0f MB",
                scenario,
                result.cpuSeconds(),
                span.toSeconds(),
                rate,
                resident()));
    }

    private void burst(Book into, String scenario, Burst.Before before) {
        Tallies.putBurst(into, scenario, burst.run(sizes.burst(), sizes.burstLead(), before));
        into.put(scenario, "resident_mb", resident());
    }

    private double resident() {
        return Processes.residentMb(processes());
    }

    private Collection<Long> processes() {
        return Processes.withDescendants(session.subject().processes());
    }
}
