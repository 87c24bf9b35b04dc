/**
 * Shows what is held, over HTTP: of this instance, and through the others of all. Read-only, bounded in size and time, and
 * without anything of what a request says.
 */
@NullMarked
package dev.tidings.scheduler.show;

import org.jspecify.annotations.NullMarked;
