package dev.tidings.scheduler.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.Status;
import dev.tidings.contract.TraceParent;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.scheduler.Samples;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracedHoldTest {
    private static final Instant DUE = Samples.NOON.plusSeconds(10);
    private static final TraceParent UPSTREAM =
            new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    @TempDir
    private Path stateDir;

    private Driver driver;

    @BeforeEach
    void open() {
        driver = new Driver(
                stateDir,
                Tracing.by(new OtelTracer(
                        SdkTracerProvider.builder()
                                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                                .build()
                                .get("test"),
                        new OtelCurrentTraceContext(),
                        _ -> {})));
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private void send(Samples.Request request, @Nullable String traceparent) {
        SendRequest made = request.build();
        Headers headers = driver.headers(made);
        if (traceparent != null) {
            headers.add(EventHeaders.TRACE_PARENT, traceparent.getBytes(StandardCharsets.UTF_8));
        }
        driver.in(Topics.REQUESTS, made.requestId(), made, headers);
    }

    private SpanData span(String name) {
        List<SpanData> found = spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    private static TraceParent of(SpanData span) {
        return new TraceParent(span.getTraceId(), span.getSpanId(), true);
    }

    private static Map<String, Object> told(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().getKey(), Map.Entry::getValue));
    }

    @Test
    void whatGoesStraightThroughGoesOnInUpstreamsTrace() {
        send(Samples.request("a").fallback("sms-on-failure"), UPSTREAM.text());

        SpanData accept = span("accept");
        assertThat(accept.getTraceId()).isEqualTo(UPSTREAM.traceId());
        assertThat(accept.getParentSpanId()).isEqualTo(UPSTREAM.spanId());
        assertThat(spans.getFinishedSpanItems()).hasSize(1);
        TestRecord<byte[], byte[]> task = driver.out(Lane.NORMAL.topic()).getFirst();
        assertThat(((SendTask) driver.event(task)).traceparent()).isEqualTo(of(accept));
        assertThat(EventHeaders.traceParent(task.headers())).contains(of(accept));
        assertThat(driver.events(Topics.WATCHES, FallbackWatch.class))
                .extracting(FallbackWatch::traceparent)
                .containsExactly(of(accept));
    }

    /** A trace of three days would be closed by whoever stores it long before. */
    @Test
    void theReleaseOfWhatWaitedBeginsATraceThatIsLinked() {
        send(Samples.request("a").at(DUE), UPSTREAM.text());
        SpanData accept = span("accept");
        assertThat(EventHeaders.traceParent(
                        driver.out(Topics.RESULTS).getFirst().headers()))
                .contains(of(accept));

        driver.after(Duration.ofSeconds(11));

        SpanData release = span("release");
        assertThat(release.getParentSpanContext().isValid()).isFalse();
        assertThat(release.getTraceId()).isNotEqualTo(accept.getTraceId());
        assertThat(release.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext().getSpanId()).isEqualTo(accept.getSpanId()));
        assertThat(driver.events(Lane.NORMAL.topic(), SendTask.class))
                .extracting(SendTask::traceparent)
                .containsExactly(of(release));
        assertThat(told(release)).containsEntry("requestId", "a").containsEntry("accountId", "shop");
    }

    @Test
    void aMovedRequestIsLinkedToItsAcceptanceAllTheSame() {
        send(Samples.request("a").at(DUE), UPSTREAM.text());
        driver.in(Topics.REQUESTS, "a", Samples.reschedule("a", DUE.plusSeconds(60)));

        driver.after(Duration.ofSeconds(71));

        assertThat(span("release").getLinks())
                .singleElement()
                .satisfies(
                        link -> assertThat(link.getSpanContext().getTraceId()).isEqualTo(UPSTREAM.traceId()));
    }

    @Test
    void aRetryIsLinkedToTheAttemptBeforeIt() {
        send(Samples.request("a"), null);
        SendTask task = driver.events(Lane.NORMAL.topic(), SendTask.class).getFirst();
        SendTask next = task.nextAttempt(false).after(UPSTREAM);
        driver.in(Topics.HOLDS, "a", new RetryHold(next, DUE, "normal"));

        driver.after(Duration.ofSeconds(11));

        assertThat(span("release").getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext().getSpanId()).isEqualTo(UPSTREAM.spanId()));
        assertThat(told(span("release"))).containsEntry("attempt", "2");
    }

    @Test
    void whatIsRefusedTellsNothingThatNobodyHasChecked() {
        send(Samples.request("a").by("whatsapp", Samples.NUMBER), UPSTREAM.text());

        assertThat(told(span("accept"))).isEqualTo(Map.of("requestId", "a", "outcome", "REJECTED"));
    }

    @Test
    void anIdThatIsNoneIsNotTold() {
        send(Samples.request(Samples.NUMBER), UPSTREAM.text());

        assertThat(spans.getFinishedSpanItems().toString()).doesNotContain(Samples.NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "00-00000000000000000000000000000000-b7ad6b7169203331-01", "\u0000"})
    void aMalformedHeaderKeepsNothingBack(String header) {
        send(Samples.request("a"), header);

        assertThat(driver.out(Lane.NORMAL.topic())).hasSize(1);
        assertThat(driver.out(Topics.RESULTS)).isEmpty();
        assertThat(span("accept").getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void aRepeatInAnotherTraceIsARepeat() {
        send(Samples.request("a").at(DUE), UPSTREAM.text());
        send(Samples.request("a").at(DUE), null);

        assertThat(driver.events(Topics.RESULTS, DeliveryResult.class))
                .extracting(DeliveryResult::status)
                .containsExactly(Status.HELD);
    }

    @Test
    void offItReadsAndWritesNoHeader(@TempDir Path another) {
        driver.close();
        driver = new Driver(another);
        send(Samples.request("a"), UPSTREAM.text());

        TestRecord<byte[], byte[]> task = driver.out(Lane.NORMAL.topic()).getFirst();
        assertThat(((SendTask) driver.event(task)).traceparent()).isNull();
        assertThat(task.headers().lastHeader(EventHeaders.TRACE_PARENT)).isNull();
    }
}
