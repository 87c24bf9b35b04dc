/** The command line of the benchmarks: programs that start what they measure, print a table and write JSON. */
@NullMarked
package dev.tidings.testbed.bench;

import org.jspecify.annotations.NullMarked;
