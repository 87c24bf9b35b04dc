/** The page of metrics, held against what the services show. */
@NullMarked
package dev.tidings.testbed.metrics;

import org.jspecify.annotations.NullMarked;
