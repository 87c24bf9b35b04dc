/** Tests of the command line as a whole. */
@NullMarked
package dev.tidings.local;

import org.jspecify.annotations.NullMarked;
