/** Tests of ports and times. */
@NullMarked
package dev.tidings.local.settings;

import org.jspecify.annotations.NullMarked;
