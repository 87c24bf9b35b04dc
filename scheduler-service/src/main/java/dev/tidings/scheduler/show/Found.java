package dev.tidings.scheduler.show;

import dev.tidings.scheduler.hold.HeldEntry;

/**
 * An entry, and where it was found.
 *
 * @param instance address of the scheduler that holds it, host:port
 */
record Found(HeldEntry entry, String instance, int partition) {}
