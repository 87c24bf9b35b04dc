/** The scheduler's Spring configuration: what is made of which beans. */
@NullMarked
package dev.tidings.scheduler.app;

import org.jspecify.annotations.NullMarked;
