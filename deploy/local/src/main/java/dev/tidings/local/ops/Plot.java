package dev.tidings.local.ops;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The lines that the page draws over the last quarter of an hour. Rates are per second, times are seconds. */
enum Plot {
    REQUESTS(Service.SCHEDULER, rate("tidings_requests_received_total", "type", "SendRequest")),
    RELEASED(Service.SCHEDULER, rate("tidings_hold_released_total")),
    ATTEMPTS(Service.DISPATCHER, rate("tidings_attempts_total")),
    SENT(Service.DISPATCHER, rate("tidings_results_total", "status", "sent")),
    FALLBACKS(Service.FALLBACK, rate("tidings_fallback_decisions_total", "decision", "fallback_triggered")),
    LATENESS_HALF(Service.SCHEDULER, 30, growth -> growth.quantile("tidings_hold_lateness_seconds", 0.5)),
    LATENESS_MOST(Service.SCHEDULER, 30, growth -> growth.quantile("tidings_hold_lateness_seconds", 0.99)),
    ACCEPTED(Service.DISPATCHER, attempts("accepted")),
    REJECTED(Service.DISPATCHER, attempts("rejected")),
    THROTTLED(Service.DISPATCHER, attempts("throttled")),
    UNREACHABLE(Service.DISPATCHER, attempts("unreachable")),
    UNCERTAIN(Service.DISPATCHER, attempts("uncertain"));

    private final Service service;
    private final Duration over;
    private final Function<Growth, OptionalDouble> value;

    Plot(Service service, Function<Growth, OptionalDouble> value) {
        this(service, 10, value);
    }

    Plot(Service service, long overSeconds, Function<Growth, OptionalDouble> value) {
        this.service = service;
        this.over = Duration.ofSeconds(overSeconds);
        this.value = value;
    }

    /** Whose metrics it is made of: while that one does not answer, the line has a gap. */
    Service service() {
        return service;
    }

    /** Its value at the end of the history; empty where there is none. */
    OptionalDouble value(History history) {
        return value.apply(history.over(over));
    }

    /** Its name in JSON. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Function<Growth, OptionalDouble> rate(String name) {
        return growth -> OptionalDouble.of(growth.rate(growth.of(name)));
    }

    private static Function<Growth, OptionalDouble> rate(String name, String label, String wanted) {
        return growth -> OptionalDouble.of(growth.rate(growth.of(name, label, wanted)));
    }

    private static Function<Growth, OptionalDouble> attempts(String outcome) {
        return rate("tidings_attempts_total", "outcome", outcome);
    }
}
