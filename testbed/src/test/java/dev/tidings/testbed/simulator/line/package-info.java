/** Tests of LINE as it is played. */
@NullMarked
package dev.tidings.testbed.simulator.line;

import org.jspecify.annotations.NullMarked;
