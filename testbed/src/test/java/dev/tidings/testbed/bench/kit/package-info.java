@NullMarked
package dev.tidings.testbed.bench.kit;

import org.jspecify.annotations.NullMarked;
