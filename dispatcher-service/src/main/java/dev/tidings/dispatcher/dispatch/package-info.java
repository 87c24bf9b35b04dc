/**
 * The decisions of dispatching, without Kafka, Spring, clocks or threads: which task runs next, how far a partition is
 * done, what an attempt's outcome leads to, and what the journal of a former owner means. The engine asks; this answers.
 */
@NullMarked
package dev.tidings.dispatcher.dispatch;

import org.jspecify.annotations.NullMarked;
