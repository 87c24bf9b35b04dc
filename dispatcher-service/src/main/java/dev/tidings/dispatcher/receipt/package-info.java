/**
 * Receipts: what providers report after they accepted a message, matched with the request it belongs to, in whatever
 * order the two arrive, and published as DELIVERED, READ or UNDELIVERED. Where a provider says of a conversation up to when all
 * of it arrived, the two meet in the conversation.
 */
@NullMarked
package dev.tidings.dispatcher.receipt;

import org.jspecify.annotations.NullMarked;
