package dev.tidings.testbed.broker;

import dev.tidings.local.broker.BrokerConfig;
import dev.tidings.local.broker.BrokerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.kafka.KafkaContainer;

/**
 * One broker for all tests of a run, stopped with it: a child process, or Testcontainers' container where
 * {@code TIDINGS_TEST_BROKER=testcontainers} is set. A test takes it as a parameter.
 */
public final class TestBroker implements ParameterResolver {
    static final int PARTITIONS = 4;

    /** A running broker. */
    public record Running(String bootstrapServers, Runnable stop) implements AutoCloseable {
        @Override
        public void close() {
            stop.run();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return of(context);
    }

    /** The run's one broker with all topics. */
    static Running of(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(TestBroker.class))
                .computeIfAbsent(Running.class, key -> start(), Running.class);
    }

    /** A broker of the test's own, without a single topic; whoever asks for it closes it. */
    static Running withoutTopics() {
        try {
            return "testcontainers".equals(System.getenv("TIDINGS_TEST_BROKER")) ? container() : childProcess();
        } catch (Exception e) {
            throw new IllegalStateException("the test broker did not start", e);
        }
    }

    private static Running start() {
        Running running = withoutTopics();
        try {
            BrokerProcess.createTopics(running.bootstrapServers(), PARTITIONS, (short) 1);
            return running;
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    private static Running container() {
        // As in production and in the child process: nobody makes a topic by asking for it.
        KafkaContainer kafka =
                new KafkaContainer("apache/kafka:4.2.2").withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        kafka.start();
        return new Running(kafka.getBootstrapServers(), kafka::stop);
    }

    private static Running childProcess() throws Exception {
        Path lib = Path.of("..", "deploy", "local", "broker", "target", "lib")
                .toAbsolutePath()
                .normalize();
        BrokerProcess broker = BrokerProcess.start(
                BrokerConfig.inFolder(lib, Files.createTempDirectory("tidings-broker"), BrokerConfig.Speed.SOON_READY));
        return new Running(broker.bootstrapServers(), broker::close);
    }
}
