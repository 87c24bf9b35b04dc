package dev.tidings.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.catalog.CatalogKeys;
import dev.tidings.catalog.CatalogView;
import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SmsService;
import dev.tidings.publish.SendPublisher;
import dev.tidings.publish.SendRequestBuilder;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What upstream and every service use of the schemas module, against a real broker. */
abstract class PublishAndCatalog {
    private final Codec codec = Codec.singleObject();

    @Test
    void aPublishedRequestIsReadBackAsItWas(TestBroker.Running broker) {
        SendRequest request = SendRequestBuilder.to("whatsapp", "shop", "+6581234567")
                .requestId("publish-1")
                .from("demo", "integration")
                .template("order_update", "en", Map.of("name", "Ann"))
                .build();

        try (SendPublisher publisher =
                SendPublisher.create(broker.bootstrapServers(), "integration", InstantSource.system())) {
            publisher.send(request).join();
        }

        try (TopicReader requests = new TopicReader(broker.bootstrapServers(), Topics.REQUESTS)) {
            var records = requests.await(all -> all.stream()
                    .anyMatch(entry -> new String(entry.key(), StandardCharsets.UTF_8).equals("publish-1")));
            var ours = records.stream()
                    .filter(entry -> new String(entry.key(), StandardCharsets.UTF_8).equals("publish-1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(codec.decode(ours.headers(), ours.value())).isEqualTo(new Decoded.Known(request));
            assertThat(EventHeaders.text(ours.headers(), EventHeaders.SPEC_VERSION))
                    .isEqualTo("1.0");
        }
    }

    @Test
    void theCatalogFollowsChangesAndSurvivesABadEntry(TestBroker.Running broker) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                CatalogView catalog =
                        CatalogView.start(Map.of("bootstrap.servers", broker.bootstrapServers()), codec)) {
            assertThat(catalog.awaitCaughtUp(Duration.ofSeconds(30))).isTrue();
            SmsService on = new SmsService("catalog-it", true, null);
            byte[] key = CatalogKeys.of(on).getBytes(StandardCharsets.UTF_8);

            producer.send(new ProducerRecord<>(Topics.CATALOG, key, codec.encode(Topics.CATALOG, on)))
                    .get(30, TimeUnit.SECONDS);
            awaitService(catalog, on);
            producer.send(new ProducerRecord<>(Topics.CATALOG, key, new byte[] {1, 2, 3}))
                    .get(30, TimeUnit.SECONDS);
            SmsService other = new SmsService("catalog-it-2", true, null);
            producer.send(new ProducerRecord<>(
                            Topics.CATALOG,
                            CatalogKeys.of(other).getBytes(StandardCharsets.UTF_8),
                            codec.encode(Topics.CATALOG, other)))
                    .get(30, TimeUnit.SECONDS);

            awaitService(catalog, other);
            assertThat(catalog.smsService("catalog-it")).contains(on);
        }
    }

    private static void awaitService(CatalogView catalog, SmsService expected) {
        Patiently.await(
                "the catalog",
                () -> catalog.smsService(expected.tenant()),
                found -> found.equals(Optional.of(expected)));
    }
}
