/**
 * LINE's Messaging API: text and images, sent under a key by which LINE takes two calls for one message.
 */
@NullMarked
package dev.tidings.dispatcher.channel.line;

import org.jspecify.annotations.NullMarked;
