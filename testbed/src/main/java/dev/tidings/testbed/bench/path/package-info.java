/** {@code ./tidings bench path}: the whole pipeline at once, from a published request to the provider's call and the result. */
@NullMarked
package dev.tidings.testbed.bench.path;

import org.jspecify.annotations.NullMarked;
