package dev.tidings.runtime;

import dev.tidings.catalog.Catalog;
import dev.tidings.catalog.CatalogView;
import dev.tidings.codec.Codec;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The catalog that is read from Kafka; a test that brings a catalog of its own has none of this. */
@AutoConfiguration(after = TidingsAutoConfiguration.class)
@ConditionalOnMissingBean(Catalog.class)
@EnableConfigurationProperties(CatalogProperties.class)
public class CatalogAutoConfiguration {
    @Bean(destroyMethod = "close")
    CatalogView catalog(KafkaSettings kafka, Codec codec) {
        return CatalogView.start(kafka.reader("tidings-catalog"), codec);
    }

    @Bean
    CatalogGate catalogHealthIndicator(CatalogView catalog, CatalogProperties properties) {
        return new CatalogGate(catalog, properties.patience());
    }

    @Bean
    MeterBinder catalogMeters(CatalogView catalog) {
        return meters -> {
            Gauge.builder("tidings.catalog.caught.up", catalog, view -> view.isCaughtUp() ? 1 : 0)
                    .description("1 once everything that stood in the catalog at the start has been read")
                    .register(meters);
            FunctionCounter.builder("tidings.catalog.bad.entries", catalog, CatalogView::badEntries)
                    .description("Catalog entries that could not be read; the one before each stays in use")
                    .register(meters);
        };
    }
}
