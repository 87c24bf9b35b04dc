/**
 * Puts adapters, accounts and secrets together: the channels that dispatch sees.
 */
@NullMarked
package dev.tidings.dispatcher.channel.registry;

import org.jspecify.annotations.NullMarked;
