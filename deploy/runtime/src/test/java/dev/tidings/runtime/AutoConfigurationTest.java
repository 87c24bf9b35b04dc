package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.catalog.Catalog;
import dev.tidings.catalog.CatalogView;
import dev.tidings.catalog.MapCatalog;
import dev.tidings.codec.Codec;
import dev.tidings.topics.RecipientKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AutoConfigurationTest {
    private final ApplicationContextRunner services = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(TidingsAutoConfiguration.class, CatalogAutoConfiguration.class))
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withPropertyValues(
                    "tidings.recipient-key-secret=" + Samples.SECRET,
                    "tidings.bootstrap-servers=" + Samples.DEAD_BROKER,
                    "tidings.catalog.patience=1ms");
    private final ApplicationContextRunner withCatalog = services.withBean(Catalog.class, MapCatalog::of);

    @Test
    void givesAServiceItsBeans() {
        withCatalog.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(InstantSource.class)
                .hasSingleBean(Codec.class)
                .hasSingleBean(RecipientKeys.class)
                .hasSingleBean(KafkaSettings.class)
                .hasSingleBean(DeadLetters.class));
    }

    @Test
    void givesWayToAServicesOwnBeans() {
        InstantSource own = InstantSource.system();
        withCatalog
                .withBean(InstantSource.class, () -> own)
                .run(context -> assertThat(context).getBean(InstantSource.class).isSameAs(own));
    }

    @Test
    void readsNoCatalogWhereATestBringsOne() {
        withCatalog.run(context -> assertThat(context).doesNotHaveBean(CatalogView.class));
    }

    @Test
    void startsNothingWithoutTheCatalog() {
        services.run(context -> assertThat(context).getFailure().hasRootCauseInstanceOf(CatalogNotReadException.class));
    }

    @Test
    void bindsWhatAnInstallationSays() {
        withCatalog
                .withPropertyValues(
                        "tidings.state-dir=/var/lib/tidings",
                        "tidings.instance-id=b",
                        "tidings.schema-registry.url=http://registry:8081",
                        "tidings.standbys=1",
                        "tidings.store-memory=64MB",
                        "tidings.compact-within=6h")
                .run(context -> {
                    TidingsProperties properties = context.getBean(TidingsProperties.class);
                    assertThat(properties.stateDir()).isEqualTo(Path.of("/var/lib/tidings"));
                    assertThat(properties.instanceId()).isEqualTo("b");
                    assertThat(context.getBean(SchemaRegistryProperties.class).url())
                            .isEqualTo(URI.create("http://registry:8081"));
                    assertThat(context.getBean(StreamsProperties.class).standbys())
                            .isEqualTo(1);
                    assertThat(context.getBean(StreamsProperties.class).compactWithin())
                            .isEqualTo(Duration.ofHours(6));
                });
    }

    @Test
    void refusesToStartWithASecretThatIsTooShortAndDoesNotTellIt() {
        withCatalog
                .withPropertyValues("tidings.recipient-key-secret=hunter2")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("tidings.recipient-key-secret"));
        withCatalog
                .withPropertyValues("tidings.recipient-key-secret=hunter2")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("tidings.recipient-key-secret")
                        .satisfies(failure -> assertThat(failure.toString()).doesNotContain("hunter2")));
    }
}
