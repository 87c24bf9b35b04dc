/** Telegram's Bot API. */
@NullMarked
package dev.tidings.testbed.simulator.telegram;

import org.jspecify.annotations.NullMarked;
