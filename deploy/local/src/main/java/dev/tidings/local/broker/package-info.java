/** A real Kafka broker as a child process, for local use and for tests, and the topics on it. */
@NullMarked
package dev.tidings.local.broker;

import org.jspecify.annotations.NullMarked;
