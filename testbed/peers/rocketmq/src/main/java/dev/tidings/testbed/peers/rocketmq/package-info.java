/** Apache RocketMQ's timer messages, in both of its stores: a name server and a broker as processes. */
@NullMarked
package dev.tidings.testbed.peers.rocketmq;

import org.jspecify.annotations.NullMarked;
