/** Tests of timelines. */
@NullMarked
package dev.tidings.local.show;

import org.jspecify.annotations.NullMarked;
