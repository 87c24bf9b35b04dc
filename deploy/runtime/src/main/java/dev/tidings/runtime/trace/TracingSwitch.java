package dev.tidings.runtime.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Lets Spring Boot's configurations for tracing in where an endpoint is set, and none of them elsewhere. Those for OpenTelemetry's
 * metrics and logs stay out in any case, and so does the one that would make spans of Spring's observations: those of HTTP take
 * over trace ids from whoever calls a webhook. Found by its name in spring.factories.
 */
final class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {
    private static final String SPANS = "org.springframework.boot.micrometer.tracing.";
    private static final String OPEN_TELEMETRY = "org.springframework.boot.opentelemetry.autoconfigure.";
    private static final String BRIDGE = SPANS + "opentelemetry.autoconfigure.";

    private static final Set<String> LET_IN = Set.of(
            OPEN_TELEMETRY + "OpenTelemetrySdkAutoConfiguration",
            BRIDGE + "OpenTelemetryTracingAutoConfiguration",
            BRIDGE + "otlp.OtlpTracingAutoConfiguration");

    private static final List<String> ENDPOINTS =
            List.of("management.opentelemetry.tracing.export.otlp.endpoint", "management.opentelemetry.otlp.endpoint");

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
        boolean isOn = isOn(Objects.requireNonNull(environment, "is set before this is asked"));
        boolean[] match = new boolean[configurations.length];
        Arrays.setAll(match, i -> mayComeIn(configurations[i], isOn));
        return match;
    }

    private static boolean mayComeIn(@Nullable String configuration, boolean isOn) {
        boolean isAboutTracing = configuration != null
                && (configuration.startsWith(SPANS) || configuration.startsWith(OPEN_TELEMETRY));
        return !isAboutTracing || (isOn && LET_IN.contains(configuration));
    }

    /** Whether an endpoint is set; an empty one is none. */
    static boolean isOn(Environment environment) {
        return ENDPOINTS.stream().anyMatch(name -> StringUtils.hasText(environment.getProperty(name)));
    }
}
