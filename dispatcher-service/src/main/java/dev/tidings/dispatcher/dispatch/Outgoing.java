package dev.tidings.dispatcher.dispatch;

import dev.tidings.contract.Event;
import java.time.Instant;

/**
 * An event to be published.
 *
 * @param topic where
 * @param key the record's key
 * @param id the event's id: the same however often it is published
 * @param time when it happened
 * @param event what
 */
public record Outgoing(String topic, String key, String id, Instant time, Event event) {}
