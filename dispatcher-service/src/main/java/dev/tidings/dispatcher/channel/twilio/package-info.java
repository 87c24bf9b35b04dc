/**
 * Text messages through Twilio's Messages resource.
 */
@NullMarked
package dev.tidings.dispatcher.channel.twilio;

import org.jspecify.annotations.NullMarked;
