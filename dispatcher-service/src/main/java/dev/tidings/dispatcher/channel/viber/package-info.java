/**
 * Viber: bots, who write to whoever subscribed to them, and business messages, which go to telephone numbers.
 */
@NullMarked
package dev.tidings.dispatcher.channel.viber;

import org.jspecify.annotations.NullMarked;
