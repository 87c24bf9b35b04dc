/**
 * Takes the providers' webhooks in: bounds the body, has the signature checked over its raw bytes and what is
 * reported turned into receipts by its provider's reader, and answers 200 only after Kafka has them.
 */
@NullMarked
package dev.tidings.dispatcher.webhook;

import org.jspecify.annotations.NullMarked;
