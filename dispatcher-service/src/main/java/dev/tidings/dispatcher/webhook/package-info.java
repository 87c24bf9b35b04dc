/**
 * Takes the providers' webhooks in: bounds the body, checks the signature over its raw bytes, turns what is reported into
 * receipts, and answers 200 only after Kafka has them.
 */
@NullMarked
package dev.tidings.dispatcher.webhook;

import org.jspecify.annotations.NullMarked;
