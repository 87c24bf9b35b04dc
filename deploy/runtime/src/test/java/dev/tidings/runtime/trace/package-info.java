/** Spans, as they are exported. */
@NullMarked
package dev.tidings.runtime.trace;

import org.jspecify.annotations.NullMarked;
