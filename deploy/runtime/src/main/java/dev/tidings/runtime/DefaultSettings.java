package dev.tidings.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;

/**
 * Gives every service the same Spring settings, from tidings-defaults.properties, below all other sources: a service's
 * own file, the environment and the command line overrule them. Found by its name in spring.factories.
 */
final class DefaultSettings implements EnvironmentPostProcessor {
    static final String FILE = "tidings-defaults.properties";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        FailureConverter.declare();
        try {
            environment
                    .getPropertySources()
                    .addLast(new ResourcePropertySource("tidingsDefaults", new ClassPathResource(FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " is missing in the runtime's jar", e);
        }
    }
}
