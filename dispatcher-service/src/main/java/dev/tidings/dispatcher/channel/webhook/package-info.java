/**
 * What all readers of webhooks have in common. A reader lies beside its adapter, and says how a request proves where it is
 * from and what it reports; bodies are bounded, accounts found and receipts published for it.
 */
@NullMarked
package dev.tidings.dispatcher.channel.webhook;

import org.jspecify.annotations.NullMarked;
