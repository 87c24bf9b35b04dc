package dev.tidings.dispatcher.publish;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Reason;
import dev.tidings.contract.Status;
import dev.tidings.runtime.ChannelCounters;
import dev.tidings.runtime.CounterFamily;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Objects;

/** Counts the results that the dispatcher publishes: how steps end, and what receipts say of them. */
public final class ResultCounter {
    private static final List<Status> STATUSES = List.of(
            Status.SENT,
            Status.FAILED,
            Status.EXPIRED,
            Status.UNKNOWN,
            Status.DELIVERED,
            Status.READ,
            Status.UNDELIVERED);

    private final ChannelCounters<Status> results;
    private final ChannelCounters<Reason> failed;

    public ResultCounter(MeterRegistry meters) {
        results = new CounterFamily(meters, "tidings.results", "Results published").byChannel("status", STATUSES);
        failed = new CounterFamily(meters, "tidings.attempts.failed", "Steps that ended as FAILED, by reason")
                .byChannel("reason", Reason.class);
    }

    /** One that Kafka has. */
    public void published(DeliveryResult result) {
        results.increment(result.channel(), result.status());
        if (result.status() == Status.FAILED) {
            failed.increment(result.channel(), Objects.requireNonNullElse(result.reason(), Reason.UNRECOGNIZED));
        }
    }
}
