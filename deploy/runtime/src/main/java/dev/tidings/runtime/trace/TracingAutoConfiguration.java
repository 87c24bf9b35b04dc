package dev.tidings.runtime.trace;

import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.micrometer.tracing.autoconfigure.TracingProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The tracing that every service has: Spring Boot's tracer where an endpoint is set, else none. */
@AutoConfiguration(
        beforeName =
                "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration")
public class TracingAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Tracing tracing(ObjectProvider<Tracer> tracers) {
        Tracer tracer = tracers.getIfAvailable();
        return tracer == null ? Tracing.OFF : Tracing.by(tracer);
    }

    /** What Spring Boot's tracer is made of in another way than usual. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnEndpoint.class)
    static class Kept {
        /** Requests that are refused may bring fields of any length. */
        private static final int LONGEST_ATTRIBUTE = 256;

        @Bean
        @ConditionalOnMissingBean
        Sampler otelSampler(TracingProperties properties) {
            double probability = properties.getSampling().getProbability();
            return Sampler.parentBased(new AfterWait(Sampler.traceIdRatioBased(probability)));
        }

        @Bean
        SdkTracerProviderBuilderCustomizer shortAttributes() {
            return provider -> provider.setSpanLimits(
                    SpanLimits.builder().setMaxAttributeValueLength(LONGEST_ATTRIBUTE).build());
        }
    }

    static final class OnEndpoint extends SpringBootCondition {
        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return new ConditionOutcome(TracingSwitch.isOn(context.getEnvironment()), "an endpoint for spans");
        }
    }
}
