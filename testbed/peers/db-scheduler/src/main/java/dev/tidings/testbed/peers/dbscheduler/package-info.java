/** db-scheduler on a PostgreSQL of its own: the scheduler a process, the driver its client. */
@NullMarked
package dev.tidings.testbed.peers.dbscheduler;

import org.jspecify.annotations.NullMarked;
