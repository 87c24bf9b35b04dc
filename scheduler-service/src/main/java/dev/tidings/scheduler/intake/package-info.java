/** The intake check: what a request becomes, and what can be known wrong with it now. Pure: neither Spring nor Kafka. */
@NullMarked
package dev.tidings.scheduler.intake;

import org.jspecify.annotations.NullMarked;
