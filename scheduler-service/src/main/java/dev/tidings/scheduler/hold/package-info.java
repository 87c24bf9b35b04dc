/**
 * The one clock of Tidings: accepts, holds, moves, cancels and releases. Pure: it knows its stores as ports, time as an
 * argument and its output as a consumer, neither Spring nor Kafka.
 */
@NullMarked
package dev.tidings.scheduler.hold;

import org.jspecify.annotations.NullMarked;
