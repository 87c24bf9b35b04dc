/**
 * What all adapters have in common: how an answer is read, and the table of a provider's error codes. An adapter brings
 * only what differs: its request, where its answer has the message id and the code, and its table.
 */
@NullMarked
package dev.tidings.dispatcher.channel.provider;

import org.jspecify.annotations.NullMarked;
