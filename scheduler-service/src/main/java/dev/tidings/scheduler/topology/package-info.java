/** The hold engine as a Kafka Streams topology: bytes in, bytes out, bad input to the dead letters, metrics. */
@NullMarked
package dev.tidings.scheduler.topology;

import org.jspecify.annotations.NullMarked;
