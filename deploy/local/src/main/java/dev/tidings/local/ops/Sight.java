package dev.tidings.local.ops;

import java.time.Duration;
import java.util.Map;

/**
 * What there is to judge by: all of what was seen until now.
 *
 * @param services how each one is
 * @param last what each one said last, be it long ago
 */
record Sight(Map<Service, ServiceState> services, Map<Service, Readings> last, History history) {
    /** The span of what is said of "now" in rates. */
    static final Duration MOMENT = Duration.ofSeconds(10);

    static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    Readings of(Service service) {
        return last.getOrDefault(service, Readings.NONE);
    }

    ServiceState state(Service service) {
        return services.getOrDefault(service, ServiceState.of(service, new Scrape.Missed("not asked yet")));
    }

    Growth moment() {
        return history.over(MOMENT);
    }

    Growth fiveMinutes() {
        return history.over(FIVE_MINUTES);
    }

    Growth all() {
        return history.over(History.LENGTH);
    }
}
