package dev.tidings.runtime.trace;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Lets Spring Boot's configurations for tracing in where an endpoint is set, and none of them elsewhere. Those for OpenTelemetry's
 * logs stay out in any case, and so does the one that would make spans of Spring's observations: those of HTTP take over trace ids
 * from whoever calls a webhook. Found by its name in spring.factories.
 */
final class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {
    private static final String SPANS = "org.springframework.boot.micrometer.tracing.";
    private static final String OBSERVATIONS = SPANS + "autoconfigure.MicrometerTracingAutoConfiguration";
    private static final String OPEN_TELEMETRY = "org.springframework.boot.opentelemetry.autoconfigure.";
    private static final String LOGS = OPEN_TELEMETRY + "logging.";

    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";
    private static final String ENABLED = "management.opentelemetry.enabled";

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    /** Asked about what the configurations import, too. */
    @Override
    public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
        boolean isOn = isOn(Objects.requireNonNull(environment, "is set before this is asked"));
        boolean[] match = new boolean[configurations.length];
        for (int i = 0; i < match.length; i++) {
            String name = configurations[i];
            match[i] = name == null || !(isOn ? begins(name, OBSERVATIONS, LOGS) : begins(name, SPANS, OPEN_TELEMETRY));
        }
        return match;
    }

    private static boolean begins(String name, String... prefixes) {
        return Stream.of(prefixes).anyMatch(name::startsWith);
    }

    /** Whether an endpoint is set, and nobody has switched OpenTelemetry off; an empty one is none. */
    static boolean isOn(Environment environment) {
        return StringUtils.hasText(environment.getProperty(ENDPOINT))
                && environment.getProperty(ENABLED, Boolean.class, true);
    }
}
