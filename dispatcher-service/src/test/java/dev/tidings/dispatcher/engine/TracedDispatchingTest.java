package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.RetryHold;
import dev.tidings.contract.TraceParent;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Topics;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TracedDispatchingTest {
    private static final TraceParent RELEASE =
            new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Turntable bench = new Turntable(
            512,
            Tracing.by(new OtelTracer(
                    SdkTracerProvider.builder()
                            .addSpanProcessor(SimpleSpanProcessor.create(spans))
                            .build()
                            .get("test"),
                    new OtelCurrentTraceContext(),
                    _ -> {})));

    private void dispatch() {
        bench.assign();
        bench.feed(0, task("a").make().after(RELEASE));
        bench.turn();
        bench.run();
    }

    private SpanData span(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .reduce((_, _) -> {
                    throw new AssertionError("more than one " + name);
                })
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    private static TraceParent of(SpanData span) {
        return new TraceParent(span.getTraceId(), span.getSpanId(), true);
    }

    @Test
    void anAttemptGoesOnFromTheReleaseAndItsCallIsWithinIt() {
        dispatch();

        SpanData attempt = span("attempt");
        assertThat(attempt.getTraceId()).isEqualTo(RELEASE.traceId());
        assertThat(attempt.getParentSpanId()).isEqualTo(RELEASE.spanId());
        assertThat(span("call").getParentSpanId()).isEqualTo(attempt.getSpanId());
    }

    @Test
    void tellsWhatItWasAboutAndNeitherToWhomNorWhat() {
        dispatch();

        Map<String, Object> told = span("attempt").getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().getKey(), Map.Entry::getValue));
        assertThat(told)
                .containsOnly(
                        Map.entry("requestId", "a"),
                        Map.entry("channel", "whatsapp"),
                        Map.entry("accountId", "shop"),
                        Map.entry("attempt", "1"),
                        Map.entry("outcome", "ACCEPTED"));
        assertThat(span("call").getAttributes().asMap()).isEmpty();
    }

    @Test
    void whatItPublishesNamesIt() {
        dispatch();

        TraceParent attempt = of(span("attempt"));
        assertThat(EventHeaders.traceParent(
                        bench.published(Topics.RESULTS).getFirst().headers()))
                .contains(attempt);
        Correlation correlation = (Correlation) bench.events(Topics.RECEIPTS).getFirst();
        assertThat(correlation.traceparent()).isEqualTo(attempt);
    }

    @Test
    void aRetryIsToBeLinkedToIt() {
        bench.channels.script = _ -> new Outcome.Unreachable("no connection");
        dispatch();

        RetryHold retry = (RetryHold) bench.events(Topics.HOLDS).getFirst();
        assertThat(retry.task().traceparent()).isEqualTo(of(span("attempt")));
        assertThat(span("attempt").getAttributes().get(AttributeKey.stringKey("outcome")))
                .isEqualTo("UNREACHABLE");
    }

    @Test
    void anAdapterThatFailsEndsBothSpans() {
        bench.channels.script = _ -> {
            throw new IllegalStateException("+6581234567");
        };
        dispatch();

        assertThat(spans.getFinishedSpanItems()).extracting(SpanData::getName).containsExactly("call", "attempt");
        assertThat(spans.getFinishedSpanItems().toString()).doesNotContain("6581234567");
    }

    @Test
    void aTaskOfAnUntracedSchedulerBeginsATrace() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();

        assertThat(span("attempt").getParentSpanContext().isValid()).isFalse();
        assertThat(bench.results()).containsExactly("a:SENT");
    }
}
