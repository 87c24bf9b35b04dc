package dev.tidings.local.ops;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/** The lines that the page draws over the last quarter of an hour. Rates are per second, times are seconds. */
enum Plot {
    REQUESTS(Service.SCHEDULER),
    RELEASED(Service.SCHEDULER),
    ATTEMPTS(Service.DISPATCHER),
    SENT(Service.DISPATCHER),
    FALLBACKS(Service.FALLBACK),
    LATENESS_HALF(Service.SCHEDULER),
    LATENESS_MOST(Service.SCHEDULER),
    ACCEPTED(Service.DISPATCHER),
    REJECTED(Service.DISPATCHER),
    THROTTLED(Service.DISPATCHER),
    UNREACHABLE(Service.DISPATCHER),
    UNCERTAIN(Service.DISPATCHER);

    private static final String LATENESS = "tidings_hold_lateness_seconds";
    private static final Duration SOME_RELEASES = Duration.ofSeconds(30);

    private final Service service;

    Plot(Service service) {
        this.service = service;
    }

    /** Whose metrics it is made of: while that one does not answer, the line has a gap. */
    Service service() {
        return service;
    }

    /** Its value at the end of the history; empty where there is none. */
    OptionalDouble value(History history) {
        Growth moment = history.over(Sight.MOMENT);
        return switch (this) {
            case REQUESTS -> rate(moment, moment.of("tidings_requests_received_total", "type", "SendRequest"));
            case RELEASED -> rate(moment, moment.of("tidings_hold_released_total"));
            case ATTEMPTS -> rate(moment, moment.of("tidings_attempts_total"));
            case SENT -> rate(moment, moment.of("tidings_results_total", "status", "sent"));
            case FALLBACKS ->
                rate(moment, moment.of("tidings_fallback_decisions_total", "decision", "fallback_triggered"));
            case LATENESS_HALF -> history.over(SOME_RELEASES).quantile(LATENESS, 0.5);
            case LATENESS_MOST -> history.over(SOME_RELEASES).quantile(LATENESS, 0.99);
            case ACCEPTED, REJECTED, THROTTLED, UNREACHABLE, UNCERTAIN ->
                rate(moment, moment.of("tidings_attempts_total", "outcome", id()));
        };
    }

    /** Its name in JSON; an outcome's is its label too. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static OptionalDouble rate(Growth moment, double growth) {
        return OptionalDouble.of(moment.rate(growth));
    }
}
