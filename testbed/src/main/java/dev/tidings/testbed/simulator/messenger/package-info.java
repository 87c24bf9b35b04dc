/** Messenger, as strict as the real one with what is sent. */
@NullMarked
package dev.tidings.testbed.simulator.messenger;

import org.jspecify.annotations.NullMarked;
