/** Tests of the benchmarks: their arithmetic by hand-cranked clocks, and one small run of the real thing. */
@NullMarked
package dev.tidings.testbed.bench;

import org.jspecify.annotations.NullMarked;
