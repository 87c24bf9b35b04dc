/** The shape of the house, checked. */
@NullMarked
package dev.tidings.testbed.architecture;

import org.jspecify.annotations.NullMarked;
