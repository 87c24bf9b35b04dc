package dev.tidings.testbed.peers.dbscheduler;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** What scheduler and client share: the task, its table, connections. */
final class Holding {
    /** The one kind of task; its data is a message's. */
    static final TaskDescriptor<byte[]> TASK = TaskDescriptor.of("hold", byte[].class);

    private static final List<String> TABLE = List.of(
            "create table scheduled_tasks (task_name text not null, task_instance text not null, task_data bytea,"
                    + " execution_time timestamptz, picked boolean not null, picked_by text,"
                    + " last_success timestamptz, last_failure timestamptz, consecutive_failures int,"
                    + " last_heartbeat timestamptz, version bigint not null, priority smallint, state text,"
                    + " primary key (task_name, task_instance))",
            "create index execution_time_idx on scheduled_tasks (execution_time)",
            "create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)");

    private Holding() {}

    /** Waits up to a minute for the first connection. */
    static HikariDataSource connections(String url, int most) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(most);
        config.setInitializationFailTimeout(60_000);
        return new HikariDataSource(config);
    }

    static void createTable(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String line : TABLE) {
                statement.execute(line);
            }
        }
    }
}
