/** Tests of asking for sends. */
@NullMarked
package dev.tidings.local.send;

import org.jspecify.annotations.NullMarked;
