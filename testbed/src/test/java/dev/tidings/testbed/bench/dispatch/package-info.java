@NullMarked
package dev.tidings.testbed.bench.dispatch;

import org.jspecify.annotations.NullMarked;
