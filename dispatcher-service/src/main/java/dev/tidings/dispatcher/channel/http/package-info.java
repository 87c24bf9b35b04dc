/**
 * One HTTP call to a provider, with a deadline over all of it, and an answer that says what was really sent: whether the
 * request had begun to leave decides whether it may be repeated.
 */
@NullMarked
package dev.tidings.dispatcher.channel.http;

import org.jspecify.annotations.NullMarked;
