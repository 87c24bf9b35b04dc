/**
 * What every service runs with, by depending on it: checked settings, the one place of Kafka settings, the beans for
 * time, codec and catalog, the runner of a Kafka Streams topology, health, metrics and dead letters. Services know
 * their step of the path; how a process lives on Kafka stands here.
 */
@NullMarked
package dev.tidings.runtime;

import org.jspecify.annotations.NullMarked;
