package dev.tidings.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The topics that the services' stores are restored from, as the services make them. */
abstract class Changelogs {
    private static Admin admin;

    @BeforeAll
    static void open(TestServices.Running running) {
        admin = Admin.create(Map.of("bootstrap.servers", running.bootstrapServers()));
    }

    @AfterAll
    static void close() {
        admin.close();
    }

    /** Personal data that were taken out of a store, for example. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tidings-scheduler-hold-changelog",
                "tidings-fallback-requests-changelog",
                "tidings-fallback-spending-changelog",
                "tidings-receipts-receipts-changelog"
            })
    void whatWasReplacedIsGoneFromItWithinADay(String topic) throws Exception {
        Config config = config(topic);

        assertThat(value(config, "cleanup.policy")).isEqualTo("compact");
        assertThat(value(config, "max.compaction.lag.ms")).isEqualTo("86400000");
        assertThat(value(config, "segment.ms")).isEqualTo("600000");
        assertThat(value(config, "min.cleanable.dirty.ratio")).isEqualTo("0.1");
        assertThat(value(config, "delete.retention.ms")).isEqualTo("21600000");
    }

    private static Config config(String topic) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Objects.requireNonNull(
                admin.describeConfigs(List.of(resource)).all().get().get(resource));
    }

    private static String value(Config config, String name) {
        return config.get(name).value();
    }
}
