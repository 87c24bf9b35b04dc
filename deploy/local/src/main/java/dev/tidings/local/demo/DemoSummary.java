package dev.tidings.local.demo;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Status;
import dev.tidings.local.show.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keeps count of what was asked for and what became of it. Safe for use by two threads, one asking and one reading. */
final class DemoSummary {
    private final Map<String, Tracked> requests = new HashMap<>();
    private final Map<String, List<DeliveryResult>> early = new HashMap<>();
    private int notPublished;

    private record Tracked(Planned planned, Instant publishedAt, List<DeliveryResult> results) {
        Standing standing() {
            return Standing.of(results);
        }

        boolean has(Status status, int step) {
            return results.stream().anyMatch(r -> r.status() == status && r.step() == step);
        }
    }

    synchronized void published(Planned planned, Instant at) {
        String id = planned.request().requestId();
        List<DeliveryResult> results = early.remove(id);
        requests.put(id, new Tracked(planned, at, results == null ? new ArrayList<>() : results));
    }

    synchronized void refused() {
        notPublished++;
    }

    synchronized void accept(DeliveryResult result) {
        Tracked tracked = requests.get(result.requestId());
        List<DeliveryResult> results = tracked == null
                ? early.computeIfAbsent(result.requestId(), id -> new ArrayList<>())
                : tracked.results();
        results.add(result);
    }

    /** Requests of which something is still to come. */
    synchronized long open() {
        return requests.values().stream()
                .filter(t -> t.standing() == Standing.OPEN)
                .count();
    }

    /** Requests that have not ended, those included that only wait for a receipt. */
    synchronized long notEnded() {
        return requests.values().stream()
                .filter(t -> t.standing() != Standing.ENDED)
                .count();
    }

    synchronized int asked() {
        return requests.size();
    }

    synchronized String render() {
        StringBuilder text = new StringBuilder();
        for (Planned.Kind kind : Planned.Kind.values()) {
            List<Tracked> some = requests.values().stream()
                    .filter(t -> t.planned().kind() == kind)
                    .toList();
            if (!some.isEmpty()) {
                text.append(line(kind, some));
            }
        }
        text.append(channels()).append(duplicates());
        if (notPublished > 0) {
            text.append("  ").append(notPublished).append(" could not be published to Kafka\n");
        }
        return text.toString();
    }

    private static String line(Planned.Kind kind, List<Tracked> some) {
        return String.format(
                Locale.ROOT,
                "  %-38s %6d asked: %d sent, %d delivered, %d by SMS, %d rejected, %d failed, %d unknown, %d open%s%n",
                kind.meaning(),
                some.size(),
                count(some, Status.SENT, 1),
                count(some, Status.DELIVERED, 1),
                count(some, Status.SENT, 2),
                count(some, Status.REJECTED, 0),
                count(some, Status.FAILED, 1) + count(some, Status.EXPIRED, 1),
                count(some, Status.UNKNOWN, 1),
                some.stream().filter(t -> t.standing() == Standing.OPEN).count(),
                times(some));
    }

    /** From publishing, or from the time it was due, to SENT. */
    private static String times(List<Tracked> some) {
        List<Long> millis = new ArrayList<>();
        for (Tracked tracked : some) {
            Instant from =
                    Objects.requireNonNullElse(tracked.planned().request().sendAt(), tracked.publishedAt());
            tracked.results().stream()
                    .filter(r -> r.status() == Status.SENT && r.step() == 1)
                    .forEach(r ->
                            millis.add(Duration.between(from, r.occurredAt()).toMillis()));
        }
        if (millis.isEmpty()) {
            return "";
        }
        Collections.sort(millis);
        return String.format(
                Locale.ROOT,
                "; sent after p50 %d ms, p99 %d ms",
                millis.get(millis.size() / 2),
                millis.get((int) Math.ceil(millis.size() * 0.99) - 1));
    }

    private String channels() {
        Map<String, List<Tracked>> byChannel = requests.values().stream()
                .collect(
                        Collectors.groupingBy(t -> t.planned().request().channel(), TreeMap::new, Collectors.toList()));
        return byChannel.entrySet().stream()
                .map(entry -> entry.getKey() + " " + count(entry.getValue(), Status.SENT, 1) + " of "
                        + entry.getValue().size())
                .collect(Collectors.joining(", ", "  sent by channel: ", "\n"));
    }

    private String duplicates() {
        long count = requests.values().stream()
                .flatMap(t -> t.results().stream())
                .filter(DeliveryResult::possibleDuplicate)
                .map(DeliveryResult::requestId)
                .distinct()
                .count();
        return count == 0 ? "" : "  " + count + " say that they are possibly duplicates\n";
    }

    private static long count(List<Tracked> some, Status status, int step) {
        return some.stream().filter(t -> t.has(status, step)).count();
    }
}
