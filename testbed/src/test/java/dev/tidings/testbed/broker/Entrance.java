package dev.tidings.testbed.broker;

import dev.tidings.contract.DeliveryDeadline;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.Status;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.util.List;
import java.util.Map;

/** Where records come into a service, and what a good one leads to that comes in there. */
enum Entrance {
    REQUESTS(Topics.REQUESTS, "scheduler", "tidings_requests_skipped_total"),
    HOLDS(Topics.HOLDS, "scheduler", "tidings_requests_skipped_total"),
    HIGH(Lane.HIGH.topic(), "dispatcher", "tidings_tasks_skipped_total"),
    NORMAL(Lane.NORMAL.topic(), "dispatcher", "tidings_tasks_skipped_total"),
    BULK(Lane.BULK.topic(), "dispatcher", "tidings_tasks_skipped_total"),
    SMS(Lane.SMS.topic(), "dispatcher", "tidings_tasks_skipped_total"),
    RECEIPTS(Topics.RECEIPTS, "dispatcher", "tidings_receipts_total"),
    WATCHES(Topics.WATCHES, "fallback", "tidings_fallback_unknown_types_total"),
    RESULTS(Topics.RESULTS, "fallback", "tidings_fallback_unknown_types_total"),
    DEADLINES(Topics.DEADLINES, "fallback", "tidings_fallback_unknown_types_total");

    /**
     * An event and where it goes.
     *
     * @param key what the contract asks for
     */
    record Addressed(String topic, String key, Event event) {}

    final String topic;
    final String service;
    private final String skipped;

    Entrance(String topic, String service, String skipped) {
        this.topic = topic;
        this.service = service;
        this.skipped = skipped;
    }

    /** Whether a record under another key than its request's id must not be acted on. */
    boolean isKeyedByRequest() {
        return switch (this) {
            case REQUESTS, HOLDS, WATCHES, RESULTS, DEADLINES -> true;
            case HIGH, NORMAL, BULK, SMS, RECEIPTS -> false;
        };
    }

    /** A good event that belongs here. */
    Event event(String id) {
        return switch (this) {
            case REQUESTS -> Samples.request(id).build();
            case HOLDS -> new RetryHold(Samples.chat(id, Map.of()), Samples.now(), Lane.NORMAL.id());
            case HIGH, NORMAL, BULK -> Samples.chat(id, Map.of());
            case SMS -> Samples.sms(id);
            case RECEIPTS -> Samples.correlation(id, Map.of());
            case WATCHES -> Samples.watch(id);
            case RESULTS -> Samples.failed(id);
            case DEADLINES -> new DeliveryDeadline(id, 1, Samples.now());
        };
    }

    /** What has to come in, in the same partition of each topic, so that something goes out. */
    List<Addressed> good(String id) {
        return switch (this) {
            case REQUESTS, HOLDS -> List.of(new Addressed(topic, id, event(id)));
            case HIGH, NORMAL, BULK, SMS -> List.of(new Addressed(topic, Samples.RECIPIENT_KEY, event(id)));
            case RECEIPTS ->
                List.of(
                        new Addressed(topic, "whatsapp/shop/" + id + "/1", event(id)),
                        new Addressed(topic, "whatsapp/shop/" + id + "/1", Samples.delivered(id)));
            // One task of fallback reads the partition of all three.
            case WATCHES, RESULTS, DEADLINES ->
                List.of(
                        new Addressed(Topics.DEADLINES, id, DEADLINES.event(id)),
                        new Addressed(Topics.WATCHES, id, WATCHES.event(id)),
                        new Addressed(Topics.RESULTS, id, RESULTS.event(id)));
        };
    }

    /** Whether the result is the last one of what {@link #good} leads to. */
    boolean isEnd(DeliveryResult result) {
        return switch (this) {
            case REQUESTS, HOLDS, HIGH, NORMAL, BULK, SMS, RECEIPTS -> result.status() == Status.DELIVERED;
            case WATCHES, RESULTS, DEADLINES -> result.step() == 2 && result.status() == Status.DELIVERED;
        };
    }

    double skipped(Metrics metrics) {
        return switch (this) {
            case REQUESTS, HOLDS, HIGH, NORMAL, BULK, SMS -> metrics.sum(skipped);
            case RECEIPTS -> metrics.sum(skipped, "outcome=\"skipped\"");
            case WATCHES, RESULTS, DEADLINES -> metrics.sum(skipped, "topic=\"" + topic + "\"");
        };
    }
}
