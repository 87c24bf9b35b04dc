@NullMarked
package dev.tidings.testbed.bench.fallback;

import org.jspecify.annotations.NullMarked;
