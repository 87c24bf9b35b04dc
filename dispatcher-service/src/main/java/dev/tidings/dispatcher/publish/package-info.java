/** Writes events to Kafka and tells when Kafka has them. */
@NullMarked
package dev.tidings.dispatcher.publish;

import org.jspecify.annotations.NullMarked;
