/**
 * Telegram's Bot API: text and media from a bot to a chat. It reports nothing of a message afterwards.
 */
@NullMarked
package dev.tidings.dispatcher.channel.telegram;

import org.jspecify.annotations.NullMarked;
