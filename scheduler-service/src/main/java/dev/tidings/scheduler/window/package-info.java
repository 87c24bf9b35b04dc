/** When a recipient may be written to: delivery windows over real time zones. Pure. */
@NullMarked
package dev.tidings.scheduler.window;

import org.jspecify.annotations.NullMarked;
