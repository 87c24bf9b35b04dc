package dev.tidings.testbed.broker;

import dev.tidings.local.declare.CatalogLoader;
import dev.tidings.local.up.PartsOnKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One set of running services for all tests of a run, on the broker of {@link TestBroker}; it ends before the broker. */
public final class TestServices implements ParameterResolver {
    /** What a test needs of them. */
    record Running(String bootstrapServers, Services services) implements AutoCloseable {
        @Override
        public void close() {
            services.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestBroker.Running broker = TestBroker.of(context);
        return context.getRoot()
                .getStore(Namespace.create(TestServices.class))
                .computeIfAbsent(Running.class, key -> start(broker.bootstrapServers()), Running.class);
    }

    private static Running start(String bootstrapServers) {
        Services services = new Services(folder(), bootstrapServers);
        try {
            CatalogLoader.load(bootstrapServers, services.catalog().entries(), InstantSource.system());
            List<String> all = new ArrayList<>(Services.NAMES);
            all.add(PartsOnKafka.SIMULATOR);
            services.start(all);
            services.awaitReady();
            return new Running(bootstrapServers, services);
        } catch (RuntimeException e) {
            services.close();
            throw e;
        }
    }

    private static Path folder() {
        try {
            // In the build's own folder: what is kept there, secrets too, goes with it.
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "services");
        } catch (IOException e) {
            throw new IllegalStateException("no folder for the services", e);
        }
    }
}
