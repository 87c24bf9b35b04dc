/** Makes the provider simulator misbehave by name, and heals it. */
@NullMarked
package dev.tidings.local.simulator;

import org.jspecify.annotations.NullMarked;
