/** Tests of timelines. */
@NullMarked
package dev.tidings.local.letters;

import org.jspecify.annotations.NullMarked;
