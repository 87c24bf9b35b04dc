package dev.tidings.testbed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.Status;
import dev.tidings.contract.TraceParent;
import dev.tidings.publish.SendPublisher;
import dev.tidings.publish.SendRequestBuilder;
import dev.tidings.testbed.broker.TopicReader;
import dev.tidings.testbed.endtoend.SpanCollector.Seen;
import dev.tidings.testbed.simulator.Behaviour;
import dev.tidings.testbed.simulator.BehaviourKind;
import dev.tidings.testbed.simulator.SimulatorClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built services with an endpoint for their spans and with structured logs: what a collector and a log's reader get. */
class TracingIT {
    private static final String TO = "+6581234567";
    private static final String TEXT = "trace-canary";
    private static final String SPAN = "b7ad6b7169203331";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path data;

    private static SpanCollector collector;
    private static LocalInstallation tidings;
    private static SimulatorClient simulator;

    @BeforeAll
    static void up() throws IOException {
        collector = new SpanCollector();
        tidings = new LocalInstallation(data, 20290)
                .with("TIDINGS_TRACING_ENDPOINT", collector.url())
                .with("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_SCHEDULE_DELAY", "200ms")
                .with("LOGGING_STRUCTURED_FORMAT_CONSOLE", "logstash")
                .with("LOGGING_LEVEL_DEV_TIDINGS_FALLBACK", "debug");
        tidings.tidings("up", "--detach");
        simulator = new SimulatorClient(URI.create(tidings.simulatorUrl()));
    }

    @AfterAll
    static void down() {
        simulator.close();
        tidings.close();
        collector.close();
    }

    /** Publishes a request whose caller is in a trace of its own, and says which. */
    private static String send(String id, UnaryOperator<SendRequestBuilder> more) {
        String trace = "%032x".formatted(id.hashCode() & 0xffff_ffffL);
        try (SendPublisher upstream =
                SendPublisher.create(tidings.bootstrapServers(), "tracing", InstantSource.system())) {
            SendRequestBuilder request = SendRequestBuilder.to("whatsapp", "shop", TO)
                    .requestId(id)
                    .from("demo", "tracing")
                    .template("order_update", "en", Map.of("name", TEXT));
            upstream.tracedBy(() -> Optional.of(new TraceParent(trace, SPAN, true)))
                    .send(more.apply(request).build())
                    .join();
        }
        return trace;
    }

    private static Seen await(String name, String requestId) {
        return collector.await(name, span -> span.isOf(requestId));
    }

    /** Of two decisions the first one: that the fallback has ended, once its SMS is sent, is a decision too. */
    private static Seen awaitTrigger(String requestId) {
        return collector.await(
                "decide",
                span -> span.isOf(requestId)
                        && "FALLBACK_TRIGGERED".equals(span.attributes().get("outcome")));
    }

    @Test
    void anImmediateSendIsOneTraceFromUpstreamToTheCall() {
        String trace = send("trace-now", request -> request);

        Seen accept = await("accept", "trace-now");
        Seen attempt = await("attempt", "trace-now");
        Seen call = collector.await("call", span -> span.parent().equals(attempt.spanId()));
        assertThat(List.of(accept, attempt, call)).extracting(Seen::traceId).containsOnly(trace);
        assertThat(accept.parent()).isEqualTo(SPAN);
        assertThat(accept.service()).isEqualTo("tidings-scheduler");
        assertThat(attempt.parent()).isEqualTo(accept.spanId());
        assertThat(attempt.attributes())
                .isEqualTo(Map.of(
                        "requestId", "trace-now",
                        "channel", "whatsapp",
                        "accountId", "shop",
                        "attempt", "1",
                        "outcome", "ACCEPTED"));
        // It comes later, and may come much later.
        assertThat(await("receipt", "trace-now").links()).containsExactly(trace);
    }

    @Test
    void aTimedSendGoesOnAfterItsWaitInATraceThatIsLinked() {
        String trace = send("trace-later", request -> request.sendAt(Upstream.in(Duration.ofSeconds(3))));

        assertThat(await("accept", "trace-later").traceId()).isEqualTo(trace);
        Seen release = await("release", "trace-later");
        assertThat(release.parent()).isEmpty();
        assertThat(release.links()).containsExactly(trace);
        assertThat(await("attempt", "trace-later").parent()).isEqualTo(release.spanId());
    }

    @Test
    void theSmsOfAFallbackIsInTheTraceOfTheFailure() {
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.TEMPLATE_DELETED, "order_update"));
        String trace;
        try {
            trace = send("trace-sms", request -> request.fallback("sms-on-failure", TEXT));
            awaitTrigger("trace-sms");
        } finally {
            simulator.heal("whatsapp");
        }

        Seen decision = awaitTrigger("trace-sms");
        Seen sms = collector.await(
                "attempt",
                span -> span.isOf("trace-sms") && "sms".equals(span.attributes().get("channel")));
        assertThat(List.of(decision, sms)).extracting(Seen::traceId).containsOnly(trace);
        assertThat(sms.parent()).isEqualTo(decision.spanId());
    }

    @Test
    void resultsTellUpstreamTheSpanThatTheyComeFrom() {
        String trace = send("trace-result", request -> request);

        try (TopicReader results = TopicReader.results(tidings.bootstrapServers())) {
            results.awaitStatus("trace-result", Status.SENT);
            assertThat(results.await(_ -> true))
                    .filteredOn(result -> new String(result.key(), StandardCharsets.UTF_8).equals("trace-result"))
                    .filteredOn(result -> String.valueOf(EventHeaders.text(result.headers(), EventHeaders.ID))
                            .endsWith("/SENT"))
                    .extracting(
                            result -> EventHeaders.traceParent(result.headers()).map(TraceParent::traceId))
                    .containsOnly(Optional.of(trace));
        }
    }

    @Test
    void noSpanIsLongAndNoneHoldsANumberOrAText() {
        send("trace-all", request -> request.sendAt(Upstream.in(Duration.ofSeconds(2))));
        await("receipt", "trace-all");

        assertThat(collector.all())
                .hasSizeGreaterThan(3)
                .allSatisfy(span -> assertThat(span.took()).isLessThan(Duration.ofMinutes(1)));
        assertThat(collector.all().toString()).doesNotContain(TO.substring(1), TEXT);
    }

    @Test
    void eachLineOfAServicesLogIsJsonWithTheSpanWhereThereIsOne() throws IOException {
        simulator.set(Behaviour.of("whatsapp", BehaviourKind.TEMPLATE_DELETED, "order_update"));
        try {
            send("trace-log", request -> request.fallback("sms-on-failure", TEXT));
            awaitTrigger("trace-log");
        } finally {
            simulator.heal("whatsapp");
        }

        for (String service : List.of("scheduler", "dispatcher", "fallback")) {
            assertThat(tidings.log(service).lines())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(List.of(text(json(line), "level"), text(json(line), "message")))
                            .as(line)
                            .doesNotContain(""));
        }
        JsonNode decided = tidings.log("fallback")
                .lines()
                .map(TracingIT::json)
                .filter(line -> text(line, "requestId").equals("trace-log"))
                .filter(line -> text(line, "message").equals("decided"))
                .findFirst()
                .orElseThrow();
        Seen span = collector.await(
                "decide", seen -> seen.isOf("trace-log") && seen.spanId().equals(text(decided, "spanId")));
        assertThat(text(decided, "traceId")).isEqualTo(span.traceId());
        assertThat(text(decided, "outcome")).isEqualTo("FALLBACK_TRIGGERED");
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private static String text(JsonNode line, String key) {
        return line.path(key).asText();
    }
}
