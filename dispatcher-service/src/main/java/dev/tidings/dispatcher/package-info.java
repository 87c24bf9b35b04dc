/** The dispatcher service: delivers a due send once, says what happened, and takes the providers' webhooks in. */
@NullMarked
package dev.tidings.dispatcher;

import org.jspecify.annotations.NullMarked;
