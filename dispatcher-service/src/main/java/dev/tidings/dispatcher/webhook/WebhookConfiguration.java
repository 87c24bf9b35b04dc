package dev.tidings.dispatcher.webhook;

import dev.tidings.catalog.Catalog;
import dev.tidings.dispatcher.channel.credentials.Credentials;
import dev.tidings.dispatcher.receipt.ReceiptSink;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the webhooks together; the controller is found by the scan of components. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookConfiguration {
    @Bean
    WebhookMetrics webhookMetrics(MeterRegistry registry) {
        return new WebhookMetrics(registry);
    }

    @Bean
    WhatsAppIntake whatsAppIntake(
            Catalog catalog,
            Credentials credentials,
            WebhookProperties properties,
            ReceiptSink sink,
            InstantSource clock,
            WebhookMetrics metrics) {
        return new WhatsAppIntake(
                catalog,
                credentials,
                new BodyReader(properties),
                new ReceiptPublisher(sink, properties.publishWithin(), Thread::startVirtualThread),
                clock,
                metrics);
    }
}
