/** Tests of catalog files. */
@NullMarked
package dev.tidings.local.declare;

import org.jspecify.annotations.NullMarked;
