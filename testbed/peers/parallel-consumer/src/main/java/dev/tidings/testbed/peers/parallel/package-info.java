/** Confluent's Parallel Consumer: many calls at once for each partition, in the order of each key. */
@NullMarked
package dev.tidings.testbed.peers.parallel;

import org.jspecify.annotations.NullMarked;
