/** Instagram: text and media to people who wrote to a professional account. It reports the message that was read, by its id. */
@NullMarked
package dev.tidings.dispatcher.channel.instagram;

import org.jspecify.annotations.NullMarked;
