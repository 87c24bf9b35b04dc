/** The fallback service: a Kafka Streams application that joins results to watches and acts on what {@code plan} decides. */
@NullMarked
package dev.tidings.fallback;

import org.jspecify.annotations.NullMarked;
