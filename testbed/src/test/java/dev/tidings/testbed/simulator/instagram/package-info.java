/** Tests of Instagram as it is played. */
@NullMarked
package dev.tidings.testbed.simulator.instagram;

import org.jspecify.annotations.NullMarked;
