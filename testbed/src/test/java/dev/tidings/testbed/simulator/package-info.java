/** Tests of the simulator over real HTTP. */
@NullMarked
package dev.tidings.testbed.simulator;

import org.jspecify.annotations.NullMarked;
