package dev.tidings.runtime.trace;

import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The tracing that every service has: by Spring Boot's tracer where an endpoint is set, else none. */
@AutoConfiguration
public class TracingAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Tracing tracing(ObjectProvider<Tracer> tracers) {
        Tracer tracer = tracers.getIfAvailable();
        return tracer == null ? Tracing.OFF : Tracing.by(tracer);
    }

    /** What Spring Boot's tracer does in another way than usual. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnEndpoint.class)
    static class Sampling {
        @Bean
        SdkTracerProviderBuilderCustomizer samplingAfterWaits(Sampler sampler) {
            return provider -> provider.setSampler(new AfterWait(sampler));
        }
    }

    /** Whether spans go anywhere. */
    static final class OnEndpoint extends SpringBootCondition {
        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return new ConditionOutcome(TracingSwitch.isOn(context.getEnvironment()), "an endpoint for spans");
        }
    }
}
