/**
 * Text messages over SMPP 3.4: one bound session for each account and instance, over which messages go out and receipts come in.
 * The library reads and writes PDUs; sessions are our own, since only what writes a PDU knows whether a byte of it has left.
 */
@NullMarked
package dev.tidings.dispatcher.channel.smpp;

import org.jspecify.annotations.NullMarked;
