package dev.tidings.local.ops;

import java.util.Map;

/** What services say, for tests. */
final class Metrics {
    private Metrics() {}

    static Readings of(String... lines) {
        return new Readings(MetricsText.read(String.join("\n", lines)));
    }

    static Scrape seen(String... lines) {
        return new Scrape.Seen(of(lines));
    }

    static Scrape missed() {
        return new Scrape.Missed("nothing listens on its port");
    }

    /** All three answer; those that are not given say nothing. */
    static Map<Service, Scrape> scheduler(String... lines) {
        return Map.of(Service.SCHEDULER, seen(lines), Service.DISPATCHER, seen(), Service.FALLBACK, seen());
    }

    static Map<Service, Scrape> dispatcher(String... lines) {
        return Map.of(Service.SCHEDULER, seen(), Service.DISPATCHER, seen(lines), Service.FALLBACK, seen());
    }

    static Map<Service, Scrape> fallback(String... lines) {
        return Map.of(Service.SCHEDULER, seen(), Service.DISPATCHER, seen(), Service.FALLBACK, seen(lines));
    }
}
