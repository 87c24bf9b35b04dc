/** Tests of the launcher. */
@NullMarked
package dev.tidings.local.up;

import org.jspecify.annotations.NullMarked;
