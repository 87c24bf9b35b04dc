package dev.tidings.local.ops;

import dev.tidings.abilities.AbilityTable;
import dev.tidings.local.ops.KeyFigure.Figure;
import dev.tidings.local.ops.Route.Flow;
import dev.tidings.local.ops.Route.Group;
import dev.tidings.local.ops.Route.Stop;
import dev.tidings.topics.Lane;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What flows along the path at the moment. */
final class Flows {
    private static final String REQUESTS = "tidings_requests_received_total";
    private static final String RELEASED = "tidings_hold_released_total";
    private static final String ATTEMPTS = "tidings_attempts_total";
    private static final String RESULTS = "tidings_results_total";
    private static final String DECISIONS = "tidings_fallback_decisions_total";
    private static final String TRIGGERED = "fallback_triggered";

    private static final List<String> ENDS = List.of("sent", "failed", "expired", "unknown");
    private static final List<String> RECEIPTS = List.of("delivered", "read", "undelivered");

    private final Sight sight;
    private final Growth moment;

    private Flows(Sight sight) {
        this.sight = sight;
        this.moment = sight.moment();
    }

    static Route of(Sight sight) {
        Flows flows = new Flows(sight);
        return new Route(
                List.of(flows.request(), flows.hold(), flows.dispatch(), flows.result(), flows.fallback()),
                flows.links(),
                List.of(
                        flows.flow("try later", "tidings_retries_total"),
                        new Flow("fallback", flows.rate(DECISIONS, "decision", TRIGGERED))));
    }

    private Stop request() {
        return new Stop(
                "request",
                sight.state(Service.SCHEDULER),
                perSecond(rate(REQUESTS, "type", "SendRequest"), "requests/s"),
                List.of(new Group(
                        "",
                        List.of(
                                flow("rejected", "tidings_requests_rejected_total"),
                                new Flow("repeats", rate("tidings_requests_repeats_total", "type", "SendRequest"))))),
                List.of());
    }

    private Stop hold() {
        return new Stop(
                "hold",
                sight.state(Service.SCHEDULER),
                new Figure(Amount.count(Held.messages(sight)), "held now"),
                List.of(new Group(
                        "released",
                        Arrays.stream(Lane.values())
                                .map(lane -> new Flow(lane.id(), rate(RELEASED, "lane", lane.id())))
                                .toList())),
                List.of());
    }

    private Stop dispatch() {
        Readings dispatcher = sight.of(Service.DISPATCHER);
        Map<String, Double> lately = sight.all().by(ATTEMPTS, "channel");
        List<Flow> channels = AbilityTable.channels().stream()
                .filter(channel -> lately.getOrDefault(channel, 0.0) > 0)
                .map(channel -> new Flow(channel, rate(ATTEMPTS, "channel", channel)))
                .toList();
        return new Stop(
                "dispatch",
                sight.state(Service.DISPATCHER),
                perSecond(moment.rate(moment.of(ATTEMPTS)), "attempts/s"),
                List.of(new Group("by channel", channels)),
                List.of(
                        new Figure(
                                Amount.count(dispatcher.sum("tidings_dispatch_in_flight")),
                                "of " + Amount.count(dispatcher.sum("tidings_dispatch_in_flight_limit"))
                                        + " in flight"),
                        new Figure(Amount.count(dispatcher.sum("tidings_dispatch_lag")), "in lanes")));
    }

    private Stop result() {
        return new Stop(
                "result",
                sight.state(Service.DISPATCHER),
                perSecond(rate(RESULTS, "status", "sent"), "sent/s"),
                List.of(new Group("ended", statuses(ENDS)), new Group("receipts", statuses(RECEIPTS))),
                List.of());
    }

    private Stop fallback() {
        return new Stop(
                "fallback",
                sight.state(Service.FALLBACK),
                perSecond(rate(DECISIONS, "decision", TRIGGERED), "triggered/s"),
                List.of(new Group(
                        "",
                        List.of(
                                new Flow("not needed", rate(DECISIONS, "decision", "fallback_not_needed")),
                                new Flow("ended", rate(DECISIONS, "decision", "fallback_ended")),
                                flow("SMS parts", "tidings_fallback_sms_parts_total")))),
                List.of(new Figure(
                        Amount.count(sight.of(Service.FALLBACK).sum("tidings_fallback_watches_open")), "watched")));
    }

    private List<Flow> links() {
        return List.of(
                new Flow("requests", rate(REQUESTS, "type", "SendRequest")),
                flow("released", RELEASED),
                new Flow(
                        "results",
                        moment.rate(moment.of(RESULTS, labels -> ENDS.contains(labels.getOrDefault("status", ""))))),
                flow("decisions", DECISIONS));
    }

    private List<Flow> statuses(List<String> statuses) {
        return statuses.stream()
                .map(status -> new Flow(status, rate(RESULTS, "status", status)))
                .toList();
    }

    private Flow flow(String name, String counter) {
        return new Flow(name, moment.rate(moment.of(counter)));
    }

    private double rate(String counter, String label, String value) {
        return moment.rate(moment.of(counter, label, value));
    }

    private static Figure perSecond(double rate, String of) {
        return new Figure(Amount.rate(rate), of);
    }
}
