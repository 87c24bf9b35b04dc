/** The scheduler: checks a request, drops repeats, holds it until it is due and releases it to a lane. */
@NullMarked
package dev.tidings.scheduler;

import org.jspecify.annotations.NullMarked;
