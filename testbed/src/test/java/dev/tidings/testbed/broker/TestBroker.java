package dev.tidings.testbed.broker;

import dev.tidings.local.broker.BrokerConfig;
import dev.tidings.local.broker.BrokerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One broker for all tests of a run, a child process that is stopped with it. A test takes it as a parameter. */
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
                .computeIfAbsent(Running.class, key -> withAllTopics(withoutTopics()), Running.class);
    }

    /** A broker of the test's own, without a single topic; whoever asks for it closes it. */
    static Running withoutTopics() {
        Path lib = Path.of("..", "deploy", "local", "broker", "target", "lib")
                .toAbsolutePath()
                .normalize();
        try {
            BrokerProcess broker = BrokerProcess.start(BrokerConfig.inFolder(
                    lib, Files.createTempDirectory("tidings-broker"), BrokerConfig.Speed.SOON_READY));
            return new Running(broker.bootstrapServers(), broker::close);
        } catch (Exception e) {
            throw new IllegalStateException("the test broker did not start", e);
        }
    }

    /** The same broker; closed where its topics can't be made. */
    static Running withAllTopics(Running broker) {
        try {
            BrokerProcess.createTopics(broker.bootstrapServers(), PARTITIONS, (short) 1);
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }
}
