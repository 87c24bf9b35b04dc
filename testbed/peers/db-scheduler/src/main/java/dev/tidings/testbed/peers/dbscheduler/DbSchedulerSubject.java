package dev.tidings.testbed.peers.dbscheduler;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import dev.tidings.local.process.Child;
import dev.tidings.local.process.JavaProgram;
import dev.tidings.local.process.Jvm;
import dev.tidings.testbed.bench.hold.Acknowledgement;
import dev.tidings.testbed.bench.hold.Hold;
import dev.tidings.testbed.bench.hold.HoldSubject;
import dev.tidings.testbed.bench.hold.Releases;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Database, scheduler and client. */
final class DbSchedulerSubject implements HoldSubject {
    private static final int INSERTERS = 2;
    private static final int CANCELLERS = 8;
    /** Task data is serialized, which adds some bytes of its own; id and data together are about as long as the others'. */
    private static final int DATA_BYTES = Hold.PAYLOAD_BYTES - 40;

    private final Postgres postgres;
    private final ReleaseServer reader;
    private final HikariDataSource database;
    private final SchedulerClient client;
    private final Batches<Hold> inserts;
    private final Batches<Hold> cancels;
    private final JavaProgram program;
    private Child scheduler;

    private DbSchedulerSubject(Path folder, Postgres postgres, Releases releases) {
        this.postgres = postgres;
        this.reader = ReleaseServer.start(releases);
        this.database = Holding.connections(postgres.url(), INSERTERS + CANCELLERS);
        createTable();
        this.client = SchedulerClient.Builder.create(
                        database, Tasks.oneTime(Holding.TASK).execute((_, _) -> {}))
                .build();
        this.inserts = new Batches<>(INSERTERS, this::schedule);
        this.cancels = new Batches<>(
                CANCELLERS,
                holds -> holds.forEach(hold ->
                        client.cancel(TaskInstanceId.of(Holding.TASK.getTaskName(), Long.toString(hold.id())))));
        this.program = new JavaProgram(
                "db-scheduler",
                List.of(libraries() + "/*"),
                Jvm.with(jvm()),
                SchedulerWorker.class.getName(),
                List.of(postgres.url(), Integer.toString(reader.port())),
                Map.of(),
                folder.resolve("scheduler.log"));
        this.scheduler = Child.start(program);
    }

    private static List<String> jvm() {
        List<String> all = new ArrayList<>(SchedulerWorker.JVM);
        all.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        return all;
    }

    static HoldSubject start(Path folder, Releases releases) {
        Postgres postgres = Postgres.start(folder.resolve("postgres.log"));
        try {
            return new DbSchedulerSubject(folder, postgres, releases);
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private void createTable() {
        try {
            Holding.createTable(database);
        } catch (SQLException e) {
            throw new SubjectFailedException("the table could not be made", e);
        }
    }

    private void schedule(List<Hold> holds) {
        List<SchedulableInstance<?>> batch = new ArrayList<>(holds.size());
        for (Hold hold : holds) {
            batch.add(Holding.TASK
                    .instance(Long.toString(hold.id()))
                    .data(new byte[DATA_BYTES])
                    .scheduledTo(Instant.ofEpochMilli(hold.dueAt())));
        }
        client.scheduleBatch(batch);
    }

    @Override
    public void insert(Hold hold, Acknowledgement acknowledgement) {
        inserts.add(hold, acknowledgement);
    }

    @Override
    public boolean cancels() {
        return true;
    }

    @Override
    public void cancel(Hold hold, Acknowledgement acknowledgement) {
        cancels.add(hold, acknowledgement);
    }

    @Override
    public boolean awaitStored(Duration atMost) {
        // What is committed is in the table.
        return true;
    }

    @Override
    public Collection<Long> processes() {
        return List.of(postgres.pid(), scheduler.handle().pid());
    }

    @Override
    public Path data() {
        return postgres.folder();
    }

    @Override
    public void kill() {
        scheduler.kill();
    }

    @Override
    public void restart() {
        scheduler = Child.start(program);
    }

    @Override
    public void close() {
        inserts.close();
        cancels.close();
        scheduler.close();
        database.close();
        reader.close();
        postgres.close();
    }

    private static Path libraries() {
        Path jar = Path.of(DbSchedulerSubject.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        return jar.resolveSibling("").toAbsolutePath().normalize();
    }
}
