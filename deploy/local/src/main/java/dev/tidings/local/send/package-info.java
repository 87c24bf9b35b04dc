/** Asks for sends, cancels and moves them, and controls campaigns, as an upstream service would. */
@NullMarked
package dev.tidings.local.send;

import org.jspecify.annotations.NullMarked;
