/** Sample events for the tests of the fallback service. */
@NullMarked
package dev.tidings.fallback;

import org.jspecify.annotations.NullMarked;
