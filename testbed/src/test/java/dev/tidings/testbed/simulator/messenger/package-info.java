/** Tests of Messenger as it is played. */
@NullMarked
package dev.tidings.testbed.simulator.messenger;

import org.jspecify.annotations.NullMarked;
