/** Makes the provider simulator misbehave by name, and heals it; upstream and dispatchers too, which nothing heals. */
@NullMarked
package dev.tidings.local.simulator;

import org.jspecify.annotations.NullMarked;
