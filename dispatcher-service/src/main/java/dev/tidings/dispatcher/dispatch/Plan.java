package dev.tidings.dispatcher.dispatch;

import java.util.List;

/**
 * What has to be acknowledged by Kafka before a task is complete. All ids are deterministic: a plan may be published
 * again, in whole or in part.
 *
 * @param next what it leads to
 * @param events what to publish, without the journal's record
 */
public record Plan(NextStep next, List<Outgoing> events) {
    public Plan {
        events = List.copyOf(events);
    }
}
