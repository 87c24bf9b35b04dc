package dev.tidings.dispatcher.receipt;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Status;
import dev.tidings.dispatcher.publish.ResultCounter;
import dev.tidings.dispatcher.receipt.ReceiptState.Change;
import dev.tidings.dispatcher.receipt.ReceiptState.Noted;
import dev.tidings.runtime.CounterFamily;
import dev.tidings.runtime.Counters;
import dev.tidings.runtime.Tallies;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;

/** Counts what receipts meant, and the results they led to. */
final class ReceiptMetrics {
    private static final Duration[] DELAY = {
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(12)
    };

    /** What a receipt can say of a step. */
    private static final List<Status> SAID = List.of(Status.DELIVERED, Status.READ, Status.UNDELIVERED);

    /** What else is counted, beside what each event meant. */
    private enum Beside {
        CONFIRMED,
        LEFT,
        SKIPPED,
        UNREADABLE
    }

    private final Counters<Noted> noted;
    private final Counters<Beside> beside;
    private final Counter unmatched;
    private final Map<Status, Timer> delays = new EnumMap<>(Status.class);
    private final ResultCounter results;
    private final Tallies<Bytes> waiting = new Tallies<>(Bytes::compareTo, StateFormat::waiting);

    ReceiptMetrics(MeterRegistry meters) {
        CounterFamily receipts =
                new CounterFamily(meters, "tidings.receipts", "Records of receipts, by what they meant");
        noted = receipts.by("outcome", Noted.class);
        beside = receipts.by("outcome", Beside.class);
        unmatched = new CounterFamily(
                        meters, "tidings.receipts.unmatched", "Receipts that waited for their time and found no SENT")
                .alone();
        for (Status status : SAID) {
            Timer delay = Timer.builder("tidings.receipt.delay")
                    .description("From SENT until what the provider reports of it was published")
                    .tag("status", CounterFamily.lower(status))
                    .serviceLevelObjectives(DELAY)
                    .register(meters);
            delays.put(status, delay);
        }
        Gauge.builder("tidings.receipts.waiting", waiting::sum)
                .description("Receipts kept until their SENT comes; counted in steps after a start, so low at first")
                .register(meters);
        results = new ResultCounter(meters);
    }

    /** How many wait, in the stores that are open. */
    Tallies<Bytes> waiting() {
        return waiting;
    }

    void noted(Change change, Instant now) {
        noted.increment(change.noted());
        if (change.confirmed().isPresent()) {
            beside.increment(Beside.CONFIRMED);
        }
        beside.increment(Beside.LEFT, change.left());
        for (DeliveryResult result : change.results()) {
            results.published(result);
            change.next()
                    .attempt(result)
                    .ifPresent(sent -> delayed(result.status(), Duration.between(sent.recordedAt(), now)));
        }
    }

    private void delayed(Status status, Duration delay) {
        Timer timer = delays.get(status);
        if (timer != null) {
            // Another instance's clock may be ahead of this one's.
            timer.record(delay.isNegative() ? Duration.ZERO : delay);
        }
    }

    /** So many receipts have waited for as long as one is kept. */
    void unmatched(long receipts) {
        unmatched.increment((double) receipts);
    }

    void skipped() {
        beside.increment(Beside.SKIPPED);
    }

    void unreadable() {
        beside.increment(Beside.UNREADABLE);
    }
}
