/** Starts, watches and stops everything on this machine: broker, services and provider simulator. */
@NullMarked
package dev.tidings.local.up;

import org.jspecify.annotations.NullMarked;
