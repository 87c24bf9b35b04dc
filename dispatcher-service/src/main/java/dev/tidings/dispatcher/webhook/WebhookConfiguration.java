package dev.tidings.dispatcher.webhook;

import dev.tidings.catalog.Catalog;
import dev.tidings.dispatcher.channel.credentials.Credentials;
import dev.tidings.dispatcher.channel.credentials.MissingSecrets;
import dev.tidings.dispatcher.channel.provider.Reports;
import dev.tidings.dispatcher.channel.webhook.WebhookAddress;
import dev.tidings.dispatcher.channel.webhook.WebhookReaders;
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
    WebhookAddress webhookAddress(WebhookProperties properties) {
        return new WebhookAddress(properties.publicUrl());
    }

    /** What comes over a connection that is kept goes where webhooks' receipts go. */
    @Bean
    Reports reports(ReceiptSink sink) {
        return sink::accept;
    }

    @Bean
    BodyReader bodyReader(WebhookProperties properties) {
        return new BodyReader(properties);
    }

    @Bean
    ReceiptPublisher receiptPublisher(ReceiptSink sink, WebhookProperties properties) {
        return new ReceiptPublisher(sink, properties.publishWithin(), Thread::startVirtualThread);
    }

    @Bean
    AccountSecrets accountSecrets(Credentials credentials, MissingSecrets missing) {
        return new AccountSecrets(credentials, missing);
    }

    @Bean
    WebhookIntake webhookIntake(
            Catalog catalog,
            WebhookReaders readers,
            AccountSecrets secrets,
            ReceiptPublisher publisher,
            InstantSource clock,
            WebhookMetrics metrics) {
        return new WebhookIntake(catalog, readers, secrets, publisher, clock, metrics);
    }
}
