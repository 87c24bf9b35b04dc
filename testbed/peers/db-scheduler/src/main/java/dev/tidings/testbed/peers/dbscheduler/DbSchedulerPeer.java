package dev.tidings.testbed.peers.dbscheduler;

import dev.tidings.testbed.bench.hold.HoldSubject;
import dev.tidings.testbed.bench.hold.PeerSubject;

/** One-time tasks. */
public final class DbSchedulerPeer implements PeerSubject {
    @Override
    public String name() {
        return "db-scheduler";
    }

    @Override
    public String settings() {
        return "db-scheduler " + String.join(" ", SchedulerWorker.JVM) + ", " + SchedulerWorker.THREADS
                + " threads, lock-and-fetch every " + SchedulerWorker.POLLING.toMillis() + " ms, inserts in batches of "
                + Batches.AT_ONCE + ", PostgreSQL with synchronous_commit=off, shared_buffers=" + Postgres.BUFFERS;
    }

    @Override
    public HoldSubject.Start start() {
        return DbSchedulerSubject::start;
    }
}
