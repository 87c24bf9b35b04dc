/**
 * Sending accounts as this process uses them: how many calls at once, how fast, and whether at all. Knows neither Kafka nor
 * any provider.
 */
@NullMarked
package dev.tidings.dispatcher.account;

import org.jspecify.annotations.NullMarked;
