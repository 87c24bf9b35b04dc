@NullMarked
package dev.tidings.testbed.bench.hold;

import org.jspecify.annotations.NullMarked;
