/**
 * What every benchmark needs: figures and their medians, the report and its JSON, a time line, and the counters that the
 * kernel keeps of processes.
 */
@NullMarked
package dev.tidings.testbed.bench.kit;

import org.jspecify.annotations.NullMarked;
