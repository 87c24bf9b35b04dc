/** Tests of the operations page. */
@NullMarked
package dev.tidings.local.ops;

import org.jspecify.annotations.NullMarked;
