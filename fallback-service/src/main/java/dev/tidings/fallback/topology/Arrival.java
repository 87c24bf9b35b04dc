package dev.tidings.fallback.topology;

import dev.tidings.contract.CancelFallback;
import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.fallback.plan.Ignored;
import dev.tidings.fallback.plan.Report;

/** What a record turned out to be. */
sealed interface Arrival {
    /** Look up the request's state and give it the watch. */
    record OfWatch(FallbackWatch watch) implements Arrival {}

    /** Look up the request's state and give it the report. */
    record OfReport(String requestId, Report report) implements Arrival {}

    /** Look up the request's state and give it the cancellation. */
    record OfCancel(CancelFallback cancel) implements Arrival {}

    /** Look up the request's state and give it the deadline. */
    record OfDeadline(DeliveryDeadline deadline) implements Arrival {}

    /** Count it: no state is touched. */
    record Irrelevant(Ignored why) implements Arrival {}

    /** A type of a later version: skip and count it. */
    record OfUnknownType() implements Arrival {}

    /**
     * To the dead letters.
     *
     * @param cause why, without anything that stands in the record
     */
    record Unusable(String cause) implements Arrival {}
}
