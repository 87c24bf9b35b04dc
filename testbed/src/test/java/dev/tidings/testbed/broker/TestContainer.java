package dev.tidings.testbed.broker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.testbed.broker.TestBroker.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * One broker in Testcontainers' container for all tests of a run. Without Docker they are skipped, but in CI, where they then fail. CI
 * makes Docker ready beside the first tests: once it is, the file that {@code TIDINGS_TEST_DOCKER_READY} names is there.
 */
final class TestContainer implements ParameterResolver {
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(TestContainer.class))
                .computeIfAbsent(Running.class, key -> TestBroker.withAllTopics(start()), Running.class);
    }

    private static Running start() {
        String ready = System.getenv("TIDINGS_TEST_DOCKER_READY");
        if (ready != null) {
            Patiently.await("Docker", READY_WITHIN, () -> Files.exists(Path.of(ready)), Boolean::booleanValue);
        }
        assumeTrue(
                System.getenv("CI") != null || DockerClientFactory.instance().isDockerAvailable(),
                "Docker can't be reached, so nothing was tested on Testcontainers' Kafka.");
        // As in production and in the child process: nobody makes a topic by asking for it.
        KafkaContainer kafka =
                new KafkaContainer("apache/kafka:4.2.2").withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        kafka.start();
        return new Running(kafka.getBootstrapServers(), kafka::stop);
    }
}
