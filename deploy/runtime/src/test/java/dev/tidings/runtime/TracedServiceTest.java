package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tidings.contract.TraceParent;
import dev.tidings.runtime.trace.OpenSpan;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** A service whose spans have somewhere to go. */
@ExtendWith(OutputCaptureExtension.class)
class TracedServiceTest {
    private static final String ADDRESS = "+6581234567";
    private static final TraceParent UPSTREAM =
            new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);
    private static final Logger LOG = LoggerFactory.getLogger(TracedServiceTest.class);

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    @TempDir
    private Path stateDir;

    private HttpServer collector;

    @BeforeEach
    void listen() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", call -> {
            received.add(call.getRequestURI() + " "
                    + call.getRequestHeaders().getFirst("Content-Type") + " "
                    + call.getRequestBody().readAllBytes().length);
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
        // Spring Boot leaves the format to the next application of this process.
        System.clearProperty(LoggingSystemProperty.CONSOLE_STRUCTURED_FORMAT.getEnvironmentVariableName());
    }

    private ConfigurableApplicationContext service(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--tidings.tracing.endpoint=http://localhost:"
                        + collector.getAddress().getPort() + "/v1/traces",
                "--tidings.bootstrap-servers=" + Samples.DEAD_BROKER,
                "--tidings.recipient-key-secret=" + Samples.SECRET,
                "--tidings.state-dir=" + stateDir));
        arguments.addAll(List.of(more));
        return new SpringApplicationBuilder(RunningServiceTest.Service.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new));
    }

    private static List<String> linesOf(CapturedOutput output, String marker) {
        return output.getOut().lines().filter(line -> line.contains(marker)).toList();
    }

    @Test
    void sendsItsSpansToTheEndpointWhenItEnds() throws InterruptedException {
        try (ConfigurableApplicationContext service = service()) {
            Tracing tracing = service.getBean(Tracing.class);
            assertThat(tracing.isOn()).isTrue();
            tracing.open("attempt", UPSTREAM, null).close();
        }

        assertThat(received.poll(10, TimeUnit.SECONDS)).startsWith("/v1/traces application/x-protobuf ");
    }

    @Test
    void makesNoneWhereOpenTelemetryIsSwitchedOff() {
        try (ConfigurableApplicationContext service = service("--management.opentelemetry.enabled=false")) {
            assertThat(service.getBean(Tracing.class).isOn()).isFalse();
        }
    }

    @Test
    void writesTheSpanIntoItsLogLinesAndNothingWhereThereIsNone(CapturedOutput output) {
        try (ConfigurableApplicationContext service = service()) {
            try (OpenSpan _ = service.getBean(Tracing.class).open("attempt", UPSTREAM, null)) {
                LOG.atInfo().addKeyValue("requestId", "r-1").log("within");
            }
            LOG.info("outside");
        }

        assertThat(linesOf(output, " : within"))
                .singleElement()
                .asString()
                .containsPattern("requestId=r-1 traceId=" + UPSTREAM.traceId() + " spanId=[0-9a-f]{16}$");
        assertThat(linesOf(output, " : outside")).singleElement().asString().doesNotContain("Id=");
    }

    @Test
    void writesEachLineAsJsonWithTheFixedKeysWhereThatIsAskedFor(CapturedOutput output) {
        try (ConfigurableApplicationContext service = service("--logging.structured.format.console=logstash")) {
            try (OpenSpan _ = service.getBean(Tracing.class).open("attempt", UPSTREAM, null)) {
                LOG.atInfo()
                        .addKeyValue("requestId", "r-1")
                        .addKeyValue("attempt", 2)
                        .log("two\nlines");
            }
        }

        List<Map<String, Object>> lines = json(output);
        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(lines)
                .filteredOn("message", "two\nlines")
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("requestId", "r-1")
                        .containsEntry("attempt", 2)
                        .containsEntry("level", "INFO")
                        .containsEntry("traceId", UPSTREAM.traceId())
                        .containsKeys("@timestamp", "logger_name", "thread_name", "spanId"));
    }

    @Test
    void tellsOfAnExceptionInTheSameLineWhatMayBeTold(CapturedOutput output) {
        try (ConfigurableApplicationContext _ = service()) {
            LOG.error("failed", new IllegalStateException("cannot reach " + ADDRESS));
        }

        assertThat(linesOf(output, " : failed"))
                .singleElement()
                .asString()
                .contains(": java.lang.IllegalStateException at dev.tidings.runtime.TracedServiceTest");
        assertThat(output.getOut()).doesNotContain("6581234567");
    }

    /** Kafka Streams hands a processor's exception to a handler that logs it, and only then to us. */
    @Test
    void leavesItToUsToTellOfAProcessorsException(CapturedOutput output) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(Topics.REQUESTS, Consumed.with(Serdes.String(), Serdes.String()))
                .foreach((_, address) -> {
                    throw new IllegalStateException("cannot reach " + address);
                });
        try (ConfigurableApplicationContext _ = service();
                TopologyTestDriver streams = new TopologyTestDriver(builder.build())) {
            TestInputTopic<String, String> requests =
                    streams.createInputTopic(Topics.REQUESTS, new StringSerializer(), new StringSerializer());
            assertThatThrownBy(() -> requests.pipeInput("r1", ADDRESS)).isInstanceOf(StreamsException.class);
        }

        assertThat(output.getAll()).doesNotContain("6581234567", "IllegalStateException");
    }

    @Test
    void tellsOfAnExceptionInJsonWhatMayBeTold(CapturedOutput output) {
        for (String format : List.of("logstash", "ecs", "gelf")) {
            try (ConfigurableApplicationContext _ = service("--logging.structured.format.console=" + format)) {
                LOG.error("failed", new IllegalStateException("cannot reach " + ADDRESS));
            }
        }

        assertThat(linesOf(output, "failed"))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .contains("java.lang.IllegalStateException at dev.tidings.runtime.TracedServiceTest")
                        .doesNotContain("6581234567"));
    }

    /** From where the service began to write so: a line of another kind fails. */
    private static List<Map<String, Object>> json(CapturedOutput output) {
        return output.getOut()
                .lines()
                .dropWhile(line -> !line.startsWith("{"))
                .map(line ->
                        Objects.requireNonNull(JsonParserFactory.getJsonParser().parseMap(line), line))
                .toList();
    }
}
