@NullMarked
package dev.tidings.testbed.bench.path;

import org.jspecify.annotations.NullMarked;
