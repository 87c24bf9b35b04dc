/** What operators look at, held to its rules: dashboards as files. */
@NullMarked
package dev.tidings.testbed.monitoring;

import org.jspecify.annotations.NullMarked;
