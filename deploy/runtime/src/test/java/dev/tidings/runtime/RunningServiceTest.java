package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.catalog.Catalog;
import dev.tidings.catalog.MapCatalog;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.kafka.streams.StreamsBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A service as it runs, but for Kafka, which is away. */
class RunningServiceTest {
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start(@TempDir Path stateDir) {
        service = new SpringApplicationBuilder(Service.class)
                .run(
                        "--server.port=0",
                        "--tidings.bootstrap-servers=" + Samples.DEAD_BROKER,
                        "--tidings.recipient-key-secret=" + Samples.SECRET,
                        "--tidings.state-dir=" + stateDir);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void isAliveWithoutKafkaSinceARestartWouldNotHelp() throws Exception {
        HttpResponse<String> liveness = get("/actuator/health/liveness");
        assertThat(liveness.statusCode()).isEqualTo(200);
        assertThat(liveness.body()).contains("streamsAlive", "\"tidings-test\":\"REBALANCING\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.kafka.streams.KafkaStreams",
                "org.apache.kafka.streams.processor.internals.TaskExecutor"
            })
    void leavesItToOneToTellOfAProcessorsException(String logger) {
        assertThat(LoggerFactory.getLogger(logger).isErrorEnabled()).isFalse();
    }

    @Test
    void isNotReadyWithoutKafkaAndTellsWhy() throws Exception {
        HttpResponse<String> readiness = get("/actuator/health/readiness");
        assertThat(readiness.statusCode()).isEqualTo(503);
        assertThat(readiness.body()).contains("\"kafka\":{\"details\":{\"error\"", "\"status\":\"DOWN\"");
    }

    @Test
    void showsItsMetersToPrometheus() throws Exception {
        service.getBean(DeadLetters.class).count(Topics.REQUESTS);
        HttpResponse<String> metrics = get("/actuator/prometheus");
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body())
                .contains("tidings_dead_letters_total{topic=\"tidings.requests\"} 1.0")
                .contains("tidings_streams_running 0.0");
    }

    @Test
    void showsNothingElse() throws Exception {
        assertThat(get("/actuator/env").statusCode()).isEqualTo(404);
    }

    @Test
    void makesNoSpansWithoutAnEndpoint() {
        assertThat(service.getBean(Tracing.class)).isSameAs(Tracing.OFF);
        assertThat(service.getBeanProvider(Tracer.class).stream()).isEmpty();
        assertThat(service.getBeanDefinitionNames())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("opentelemetry"));
    }

    @Test
    void takesTheCommonSettings() {
        assertThat(service.getEnvironment().getProperty("spring.threads.virtual.enabled"))
                .isEqualTo("true");
        assertThat(service.getEnvironment().getProperty("server.shutdown")).isEqualTo("graceful");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        String port = service.getEnvironment().getProperty("local.server.port");
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://localhost:" + port + path);
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {
        @Bean
        Catalog catalog() {
            return MapCatalog.of();
        }

        @Bean
        StreamsRunner streams(KafkaSettings kafka, MeterRegistry meters) {
            StreamsBuilder builder = new StreamsBuilder();
            builder.stream(Topics.REQUESTS).to(Topics.RESULTS);
            return new StreamsRunner("tidings-test", builder.build(), kafka, Samples.pace(), meters);
        }
    }
}
