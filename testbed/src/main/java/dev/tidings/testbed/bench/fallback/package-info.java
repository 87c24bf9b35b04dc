/** {@code ./tidings bench fallback}: what happens where very many messages are followed by an SMS at once. */
@NullMarked
package dev.tidings.testbed.bench.fallback;

import org.jspecify.annotations.NullMarked;
