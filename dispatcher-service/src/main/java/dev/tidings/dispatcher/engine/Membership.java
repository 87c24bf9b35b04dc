package dev.tidings.dispatcher.engine;

import java.time.Instant;

/** What is known of this process's membership in its group. Belongs to the poll thread. */
interface Membership {
    /** The latest time at which the group has, as far as is known, counted this process among its members. */
    Instant knownAt();
}
