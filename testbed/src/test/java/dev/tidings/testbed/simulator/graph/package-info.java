/** Tests of what Meta's APIs have in common. */
@NullMarked
package dev.tidings.testbed.simulator.graph;

import org.jspecify.annotations.NullMarked;
