/**
 * The Kafka side of dispatching: polls the lanes, keeps window and frontiers under one lock, runs each task on a virtual
 * thread, journals its attempt, publishes what it led to, and commits how far each partition is done.
 */
@NullMarked
package dev.tidings.dispatcher.engine;

import org.jspecify.annotations.NullMarked;
