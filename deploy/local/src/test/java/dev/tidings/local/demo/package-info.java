/** Tests of the demo. */
@NullMarked
package dev.tidings.local.demo;

import org.jspecify.annotations.NullMarked;
