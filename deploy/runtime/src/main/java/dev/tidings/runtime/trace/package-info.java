/**
 * What the services do with a request, as spans of a distributed trace. Off, and free, unless an endpoint is set.
 *
 * @see <a href="file:deploy/decisions/017-tracing.md">decision 017</a>
 */
@NullMarked
package dev.tidings.runtime.trace;

import org.jspecify.annotations.NullMarked;
