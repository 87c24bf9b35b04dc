/**
 * The one port between dispatch and the providers, and the adapters that speak their APIs. An adapter turns a task into
 * one HTTP call and its answer into an {@link dev.tidings.dispatcher.channel.Outcome}; it knows neither Kafka nor what
 * happens next.
 */
@NullMarked
package dev.tidings.dispatcher.channel;

import org.jspecify.annotations.NullMarked;
