/**
 * Messenger: text and media to people who wrote to a page. It reports on conversations: single messages at times, and always up to
 * when all of it was delivered or read.
 */
@NullMarked
package dev.tidings.dispatcher.channel.messenger;

import org.jspecify.annotations.NullMarked;
