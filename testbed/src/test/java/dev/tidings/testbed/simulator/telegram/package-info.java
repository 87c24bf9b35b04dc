/** Tests of Telegram as it is played. */
@NullMarked
package dev.tidings.testbed.simulator.telegram;

import org.jspecify.annotations.NullMarked;
