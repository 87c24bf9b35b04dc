/**
 * The shell around {@code plan}: reads watches and results, keeps each request's state in a logged store, writes SMS tasks and
 * decisions in the same transaction, and lets nothing unreadable stop a partition.
 */
@NullMarked
package dev.tidings.fallback.topology;

import org.jspecify.annotations.NullMarked;
