/**
 * The decision whether a request's chat message is followed by an SMS: a state machine of one request, without Spring, Kafka
 * or a clock. Each state says what a watch and a report lead to, and the answer is a value; somebody else stores and sends.
 */
@NullMarked
package dev.tidings.fallback.plan;

import org.jspecify.annotations.NullMarked;
