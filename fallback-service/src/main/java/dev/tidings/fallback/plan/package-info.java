/**
 * The decision whether a request's chat message is followed by something else, and that by something else: a state machine of
 * one request, without Spring, Kafka or a clock. Each state says what a watch, a report and a deadline lead to, and the answer
 * is a value; somebody else stores and sends. {@link StepRules} judge one step, {@link Chain} goes from one to the next.
 */
@NullMarked
package dev.tidings.fallback.plan;

import org.jspecify.annotations.NullMarked;
