/**
 * bench hold: how many timed sends are taken in, how late they come out, and what that costs. One driver and one meter for
 * every subject, behind one port.
 */
@NullMarked
package dev.tidings.testbed.bench.hold;

import org.jspecify.annotations.NullMarked;
