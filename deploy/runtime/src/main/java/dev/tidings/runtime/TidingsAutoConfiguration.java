package dev.tidings.runtime;

import dev.tidings.codec.Codec;
import dev.tidings.codec.ConfluentRegistryClient;
import dev.tidings.topics.RecipientKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The beans that every service has; a bean of the service's own, or of a test, takes the place of one of these. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration"
        })
@EnableConfigurationProperties({TidingsProperties.class, SchemaRegistryProperties.class, StreamsProperties.class})
public class TidingsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    InstantSource instantSource() {
        return InstantSource.system();
    }

    @Bean
    @ConditionalOnMissingBean
    KafkaSettings kafkaSettings(TidingsProperties properties, StreamsProperties streams) {
        return new KafkaSettings(properties, streams);
    }

    @Bean
    @ConditionalOnMissingBean
    RecipientKeys recipientKeys(TidingsProperties properties) {
        return new RecipientKeys(properties.recipientKeySecretBytes());
    }

    @Bean
    @ConditionalOnMissingBean
    Codec codec(SchemaRegistryProperties registry) {
        URI url = registry.url();
        return url == null ? Codec.singleObject() : Codec.withRegistry(new ConfluentRegistryClient(url));
    }

    @Bean
    @ConditionalOnMissingBean
    DeadLetters deadLetters(MeterRegistry meters) {
        return new DeadLetters(meters);
    }

    @Bean
    LabelFuse labelFuse() {
        return new LabelFuse();
    }

    @Bean
    KafkaAllowList kafkaAllowList() {
        return new KafkaAllowList();
    }

    @Bean
    PlatformMeters platformMeters() {
        return new PlatformMeters();
    }

    @Bean
    KafkaHealthIndicator kafkaHealthIndicator(KafkaSettings kafka, InstantSource time) {
        return new KafkaHealthIndicator(kafka, time);
    }

    @Bean
    HealthIndicator streamsHealthIndicator(ObjectProvider<StreamsRunner> runners) {
        return StreamsHealth.ready(runners);
    }

    @Bean
    HealthIndicator streamsAliveHealthIndicator(ObjectProvider<StreamsRunner> runners) {
        return StreamsHealth.alive(runners);
    }
}
