package dev.tidings.dispatcher.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.catalog.Catalog;
import dev.tidings.catalog.MapCatalog;
import dev.tidings.dispatcher.channel.Channels;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.receipt.ReceiptSink;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

class WiringTest {
    @Test
    void findsChannelsAndWebhookAndBindsTheirProperties() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "test", Map.of("tidings.egress.answer-within", "4s", "tidings.webhook.body-limit", "1MB")));
            context.registerBean(Catalog.class, () -> MapCatalog.of(Samples.whatsApp("https://host")));
            context.registerBean(InstantSource.class, () -> InstantSource.fixed(Samples.NOW));
            context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
            context.registerBean(ReceiptSink.class, () -> _ -> CompletableFuture.allOf());
            context.scan("dev.tidings.dispatcher.channel", "dev.tidings.dispatcher.webhook");
            context.refresh();

            Channels channels = context.getBean(Channels.class);
            assertThat(channels.answerWithin()).isEqualTo(Duration.ofSeconds(4));
            assertThat(channels.forAccount("whatsapp", "shop")).isPresent();
            assertThat(context.getBean(WebhookProperties.class).bodyLimit().toMegabytes())
                    .isEqualTo(1);
            assertThat(context.getBean(WebhookController.class)).isNotNull();
        }
    }
}
