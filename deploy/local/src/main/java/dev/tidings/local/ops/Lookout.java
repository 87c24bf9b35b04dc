package dev.tidings.local.ops;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Looks at the services again and again, and keeps what the page shows. One thread looks; any may ask what was seen. */
final class Lookout {
    static final Duration EVERY = Duration.ofSeconds(2);

    private static final int LOOKS = (int) History.LENGTH.dividedBy(EVERY);

    private final Supplier<Map<Service, Scrape>> scrapes;
    private final Supplier<List<Failure>> failures;
    private final InstantSource clock;
    private final History history = new History(LOOKS);
    private final Ring<Point> points = new Ring<>(LOOKS);
    private final Map<Service, Readings> last = new EnumMap<>(Service.class);
    private volatile Seen seen;

    /**
     * What one look has led to.
     *
     * @param points the oldest first
     */
    record Seen(Overview overview, List<Point> points) {
        Seen {
            points = List.copyOf(points);
        }
    }

    Lookout(Supplier<Map<Service, Scrape>> scrapes, Supplier<List<Failure>> failures, InstantSource clock) {
        this.scrapes = scrapes;
        this.failures = failures;
        this.clock = clock;
        this.seen = seen(clock.instant(), Map.of());
    }

    /** Asks every service once. */
    void look() {
        Map<Service, ServiceState> states = new EnumMap<>(Service.class);
        Set<Service> answering = EnumSet.noneOf(Service.class);
        scrapes.get().forEach((service, scrape) -> {
            states.put(service, ServiceState.of(service, scrape));
            if (scrape instanceof Scrape.Seen(Readings readings)) {
                answering.add(service);
                last.put(service, readings);
                history.take(service, readings);
            }
        });
        Instant now = clock.instant();
        history.mark(now);
        points.add(Point.of(now, history, answering));
        seen = seen(now, states);
    }

    private Seen seen(Instant now, Map<Service, ServiceState> states) {
        return new Seen(Overview.of(now, new Sight(states, last, history), failures.get()), points.all());
    }

    Seen seen() {
        return seen;
    }
}
