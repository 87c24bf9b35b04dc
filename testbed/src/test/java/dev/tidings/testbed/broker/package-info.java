/** What meets a real broker: one for all tests of a run. */
@NullMarked
package dev.tidings.testbed.broker;

import org.jspecify.annotations.NullMarked;
