/** Instagram's messages, as strict as the real one with what is sent. */
@NullMarked
package dev.tidings.testbed.simulator.instagram;

import org.jspecify.annotations.NullMarked;
