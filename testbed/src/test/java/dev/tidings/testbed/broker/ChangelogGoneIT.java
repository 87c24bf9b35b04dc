package dev.tidings.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.local.broker.BrokerProcess;
import dev.tidings.local.declare.CatalogLoader;
import dev.tidings.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built scheduler, whose changelog somebody has deleted while it was down. */
class ChangelogGoneIT {
    private static final String SCHEDULER = "scheduler";
    private static final String CHANGELOG = "tidings-scheduler-hold-changelog";
    private static final String WHAT_IT_SAYS = "its changelog is gone: " + CHANGELOG;

    @TempDir
    private Path folder;

    private TestBroker.Running broker;
    private Services services;

    @BeforeEach
    void start() {
        broker = TestBroker.withoutTopics();
        BrokerProcess.createTopics(broker.bootstrapServers(), TestBroker.PARTITIONS, (short) 1);
        services = new Services(folder, broker.bootstrapServers());
        CatalogLoader.load(broker.bootstrapServers(), services.catalog().entries(), InstantSource.system());
        services.start(List.of(SCHEDULER));
        services.awaitReady();
    }

    @AfterEach
    void stop() {
        services.close();
        broker.close();
    }

    @Test
    void schedulerSaysThatWhatItHeldIsLostAndDoesNotBeginAnewOnItsOwn() throws Exception {
        hold();
        kill();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteTopics(Set.of(CHANGELOG)).all().get();
            Patiently.await("deleted", () -> topics(admin), names -> !names.contains(CHANGELOG));

            services.start(List.of(SCHEDULER));

            Patiently.await("log", () -> services.log(SCHEDULER), log -> log.contains(WHAT_IT_SAYS));
            Patiently.await("readiness", () -> services.readiness(SCHEDULER), page -> page.contains(WHAT_IT_SAYS));
            assertThat(topics(admin)).doesNotContain(CHANGELOG);
        }
    }

    /** Returns once a request is held, and so committed. */
    private void hold() {
        try (RawProducer upstream = new RawProducer(broker.bootstrapServers());
                TopicReader results = TopicReader.results(broker.bootstrapServers())) {
            String id = "held";
            upstream.send(
                    Topics.REQUESTS,
                    0,
                    id,
                    Samples.request(id)
                            .sendAt(InstantSource.system().instant().plus(Duration.ofDays(1)))
                            .build());
            results.await(
                    (List<ConsumerRecord<byte[], byte[]>> _) -> !results.of(id).isEmpty());
        }
    }

    private void kill() throws Exception {
        ProcessHandle process = services.process(SCHEDULER);
        process.destroyForcibly();
        process.onExit().get(30, TimeUnit.SECONDS);
    }

    private static Set<String> topics(Admin admin) {
        try {
            return admin.listTopics().names().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Kafka did not list its topics", e);
        }
    }
}
