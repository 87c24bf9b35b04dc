/**
 * Receipts: what providers report after they accepted a message, matched with the request it belongs to, in whatever
 * order the two arrive, and published as DELIVERED, READ or UNDELIVERED.
 */
@NullMarked
package dev.tidings.dispatcher.receipt;

import org.jspecify.annotations.NullMarked;
