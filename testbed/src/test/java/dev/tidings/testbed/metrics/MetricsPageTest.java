package dev.tidings.testbed.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.catalog.Catalog;
import dev.tidings.catalog.MapCatalog;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.DispatcherApplication;
import dev.tidings.fallback.FallbackApplication;
import dev.tidings.scheduler.SchedulerApplication;
import dev.tidings.testbed.metrics.MetricsPage.Row;
import dev.tidings.testbed.metrics.Scrape.Family;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Each service as it starts, without Kafka: what it shows then is what deploy/metrics.md says, name by name, with type, labels and
 * all of their values.
 */
class MetricsPageTest {
    private static final MetricsPage PAGE = MetricsPage.read(Path.of("..", "deploy", "metrics.md"));

    /** Of the catalog that is read from Kafka; here it is given. */
    private static final Set<String> NOT_WITHOUT_KAFKA =
            Set.of("tidings_catalog_caught_up", "tidings_catalog_bad_entries_total");

    private static final int MOST_BUCKETS = 12;

    @TempDir
    Path stateDir;

    enum Service {
        SCHEDULER(SchedulerApplication.class, "Scheduler"),
        DISPATCHER(DispatcherApplication.class, "Dispatcher"),
        FALLBACK(FallbackApplication.class, "Fallback");

        private final Class<?> application;
        private final String section;

        Service(Class<?> application, String section) {
            this.application = application;
            this.section = section;
        }
    }

    /** Two logging systems are on this class path, which Spring Boot would take for a mistake. */
    @BeforeAll
    static void noLoggingSystem() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatEachServiceShowsAndNothingElse(Service service) throws Exception {
        Map<String, Family> shown = scrape(service).families();
        List<Row> said = PAGE.of("All services", service.section).stream()
                .filter(row -> !NOT_WITHOUT_KAFKA.contains(row.name()))
                .toList();

        assertThat(shown.keySet())
                .isEqualTo(said.stream().map(Row::name).collect(Collectors.toCollection(TreeSet::new)));
        said.forEach(row -> check(row, Objects.requireNonNull(shown.get(row.name()))));
    }

    private static void check(Row row, Family family) {
        assertThat(family.type).as("type of %s", row.name()).isEqualTo(row.type());
        assertThat(family.help).as("help of %s", row.name()).isNotBlank();
        assertThat(family.buckets()).as("buckets of %s", row.name()).isLessThanOrEqualTo(MOST_BUCKETS);
        assertThat(family.labels())
                .as("labels of %s", row.name())
                .isEqualTo(new TreeSet<>(row.labels().keySet()));
        row.labels().forEach((label, values) -> {
            if (!values.isEmpty()) {
                assertThat(family.values(label))
                        .as("%s of %s", label, row.name())
                        .isEqualTo(values);
            }
        });
    }

    private Scrape scrape(Service service) throws IOException, InterruptedException {
        try (ConfigurableApplicationContext running = new SpringApplicationBuilder(
                                service.application, GivenCatalog.class)
                        .run(
                                // All services' settings have one name on this class path: none is read.
                                "--spring.config.location=optional:classpath:/none/",
                                "--server.port=0",
                                "--tidings.bootstrap-servers=127.0.0.1:1",
                                "--tidings.recipient-key-secret=00112233445566778899aabbccddeeff",
                                "--tidings.state-dir=" + stateDir);
                HttpClient http = HttpClient.newHttpClient()) {
            String port = running.getEnvironment().getProperty("local.server.port");
            URI page = URI.create("http://localhost:" + port + "/actuator/prometheus");
            return Scrape.of(
                    http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                            .body(),
                    "tidings_");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class GivenCatalog {
        @Bean
        Catalog catalog() {
            return MapCatalog.of(new SenderAccount(
                    "whatsapp",
                    "shop",
                    null,
                    true,
                    "whatsapp-cloud",
                    "https://example.test",
                    Map.of("phoneNumberId", "1"),
                    Map.of(),
                    null,
                    null));
        }
    }
}
