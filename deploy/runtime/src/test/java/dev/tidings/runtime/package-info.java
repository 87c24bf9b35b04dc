/** Tests of what every service runs with. No test needs a broker: those of the services have one. */
@NullMarked
package dev.tidings.runtime;

import org.jspecify.annotations.NullMarked;
