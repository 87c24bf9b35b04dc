/** Tests of Viber as it is played. */
@NullMarked
package dev.tidings.testbed.simulator.viber;

import org.jspecify.annotations.NullMarked;
