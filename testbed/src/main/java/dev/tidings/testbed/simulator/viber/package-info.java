/** Viber: bots and business messages. */
@NullMarked
package dev.tidings.testbed.simulator.viber;

import org.jspecify.annotations.NullMarked;
