package dev.tidings.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.local.broker.BrokerProcess;
import dev.tidings.topics.TopicSpec;
import dev.tidings.topics.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built services on a broker on which nobody has made the topics yet. */
class TopicsMissingIT {
    private static final String WHAT_TO_DO = "topics missing: run ./tidings topics --apply";

    @TempDir
    private Path folder;

    private TestBroker.Running broker;
    private Services services;

    @BeforeEach
    void start() {
        broker = TestBroker.withoutTopics();
        services = new Services(folder, broker.bootstrapServers());
    }

    @AfterEach
    void stop() {
        services.close();
        broker.close();
    }

    @Test
    void servicesSayThatTopicsAreMissingAndStartWorkOnceTheyAreThere() throws Exception {
        services.start(Services.NAMES);
        List<ProcessHandle> started =
                Services.NAMES.stream().map(services::process).toList();
        for (String name : Services.NAMES) {
            Patiently.await(name, () -> services.log(name), log -> log.contains(WHAT_TO_DO));
        }

        create(Topics.CATALOG);
        for (String name : Services.NAMES) {
            Patiently.await(name, () -> services.readiness(name), page -> page.contains(WHAT_TO_DO));
        }

        BrokerProcess.createTopics(broker.bootstrapServers(), TestBroker.PARTITIONS, (short) 1);
        services.awaitReady();
        assertThat(started).allMatch(ProcessHandle::isAlive);
    }

    private void create(String name) throws ExecutionException, InterruptedException {
        List<TopicSpec> one =
                Topics.all().stream().filter(topic -> topic.name().equals(name)).toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(one.stream()
                            .map(topic -> topic.toNewTopic(TestBroker.PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
    }
}
