package dev.tidings.local.declare;

import dev.tidings.catalog.Catalog;
import dev.tidings.catalog.CatalogView;
import dev.tidings.codec.Codec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The catalog as it stands in Kafka. */
final class CatalogInForce {
    private CatalogInForce() {}

    /** All of it; empty where it can't be read in that time. */
    static Optional<Catalog> read(String bootstrapServers, Duration atMost) {
        Map<String, String> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (CatalogView view = CatalogView.start(settings, Codec.singleObject())) {
            // What it shows stays when it is closed.
            return view.awaitCaughtUp(atMost) ? Optional.of(view) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
