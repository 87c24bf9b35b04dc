/** What Kafka itself offers to work off a topic: a consumer group with one call at a time each, and a share group. */
@NullMarked
package dev.tidings.testbed.peers.consumers;

import org.jspecify.annotations.NullMarked;
