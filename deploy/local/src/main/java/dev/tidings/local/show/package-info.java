/** Reads results back and renders a request's timeline, or waits for its end. */
@NullMarked
package dev.tidings.local.show;

import org.jspecify.annotations.NullMarked;
