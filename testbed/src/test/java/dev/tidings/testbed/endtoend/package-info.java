/** A whole Tidings as a user runs it, held against the simulator's journal. */
@NullMarked
package dev.tidings.testbed.endtoend;

import org.jspecify.annotations.NullMarked;
