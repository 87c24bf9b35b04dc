/** LINE's Messaging API. */
@NullMarked
package dev.tidings.testbed.simulator.line;

import org.jspecify.annotations.NullMarked;
