/**
 * The operations page that {@code up} serves: asks the services for their metrics, remembers a quarter of an hour of them, reads what
 * failed from the results, and shows it to a browser on this machine.
 */
@NullMarked
package dev.tidings.local.ops;

import org.jspecify.annotations.NullMarked;
