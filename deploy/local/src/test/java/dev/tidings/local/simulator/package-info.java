/** Tests of breaking and healing. */
@NullMarked
package dev.tidings.local.simulator;

import org.jspecify.annotations.NullMarked;
