package dev.tidings.testbed.peers.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/** The scheduler as a process: executes what is due by telling the reader its id. Database and reader's port are given. */
public final class SchedulerWorker {
    static final java.util.List<String> JVM = java.util.List.of("-Xmx512m", "-XX:+UseSerialGC");
    static final int THREADS = 20;
    static final Duration POLLING = Duration.ofMillis(100);
    /** A killed scheduler's executions are taken up again after four of these; the default is five minutes. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final DataOutputStream reader;

    private SchedulerWorker(DataOutputStream reader) {
        this.reader = reader;
    }

    /** Runs until it is told to stop. */
    public static void main(String[] args) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1]));
        socket.setTcpNoDelay(true);
        new SchedulerWorker(new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()))).run(args[0]);
    }

    private void run(String url) {
        HikariDataSource database = Holding.connections(url, THREADS + 4);
        OneTimeTask<byte[]> task =
                Tasks.oneTime(Holding.TASK).execute((instance, _) -> tell(Long.parseLong(instance.getId())));
        Scheduler scheduler = Scheduler.create(database, task)
                .threads(THREADS)
                .pollingInterval(POLLING)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(4)
                // The strategy that its documentation advises for PostgreSQL under load.
                .pollUsingLockAndFetch(1.0, 4.0)
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(scheduler::stop, "stop"));
        scheduler.start();
    }

    private synchronized void tell(long id) {
        try {
            reader.writeLong(id);
            reader.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the reader is gone", e);
        }
    }
}
