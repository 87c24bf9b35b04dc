package dev.tidings.dispatcher.dispatch;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Which door an item has to pass, and how long it may wait there.
 *
 * @param of an item's door; empty: it has none
 * @param patience how long the first of a key waits for its door before it is turned away
 * @param nanos a clock that is never set, in nanoseconds
 */
public record Doors<T>(Function<T, Optional<Door>> of, Duration patience, LongSupplier nanos) {}
