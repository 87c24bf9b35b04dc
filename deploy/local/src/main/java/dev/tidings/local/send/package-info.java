/** Asks for sends and cancels them, as an upstream service would. */
@NullMarked
package dev.tidings.local.send;

import org.jspecify.annotations.NullMarked;
