/** Tests of the broker as a child process. */
@NullMarked
package dev.tidings.local.broker;

import org.jspecify.annotations.NullMarked;
