package dev.tidings.fallback.topology;

import static dev.tidings.fallback.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SmsService;
import dev.tidings.contract.Status;
import dev.tidings.contract.TraceParent;
import dev.tidings.fallback.Samples;
import dev.tidings.runtime.PromptCommit;
import dev.tidings.runtime.trace.Tracing;
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
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracedDecisionsTest {
    private static final TraceParent ACCEPT =
            new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);
    private static final TraceParent ATTEMPT =
            new TraceParent("1bf7651916cd43dd8448eb211c80319c", "c7ad6b7169203331", true);

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    @TempDir
    private Path stateDir;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(
                stateDir,
                new SmsService("*", true, null),
                1,
                PromptCommit.pace(),
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
        bench.close();
    }

    private static FallbackWatch watch(Samples.Policy policy) {
        return Samples.watch("r", policy, START.plus(Duration.ofHours(1)), ACCEPT);
    }

    private void result(DeliveryResult result, String traceparent) {
        Headers headers =
                bench.headers(result).add(EventHeaders.TRACE_PARENT, traceparent.getBytes(StandardCharsets.UTF_8));
        bench.put(Topics.RESULTS, "r", Codec.singleObject().encode(Topics.RESULTS, result), headers);
    }

    private SpanData decision() {
        assertThat(spans.getFinishedSpanItems()).hasSize(1);
        SpanData span = spans.getFinishedSpanItems().getFirst();
        assertThat(span.getName()).isEqualTo("decide");
        return span;
    }

    private void isLinkedToTheAcceptance(SpanData span) {
        assertThat(span.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext().getSpanId()).isEqualTo(ACCEPT.spanId()));
    }

    @Test
    void aFailureIsDecidedOnInTheTraceOfTheAttemptAndItsSmsGoesOnFromThere() {
        bench.watch(watch(Samples.policy(FallbackTrigger.SEND_FAILED)));
        result(Samples.result("r", 1, Status.FAILED, Reason.TEMPLATE_UNAVAILABLE), ATTEMPT.text());

        SpanData decision = decision();
        assertThat(decision.getTraceId()).isEqualTo(ATTEMPT.traceId());
        assertThat(decision.getParentSpanId()).isEqualTo(ATTEMPT.spanId());
        isLinkedToTheAcceptance(decision);
        TraceParent span = new TraceParent(decision.getTraceId(), decision.getSpanId(), true);
        assertThat(bench.sms()).extracting(SendTask::traceparent).containsExactly(span);
        assertThat(EventHeaders.traceParent(bench.resultRecords().getFirst().headers()))
                .contains(span);
    }

    @Test
    void aDecisionAtADeadlineBeginsATraceThatIsLinkedToTheAcceptance() {
        bench.watch(watch(Samples.policy(FallbackTrigger.UNDELIVERED).after(Duration.ofMinutes(5))));
        result(Samples.result("r", Status.SENT), ATTEMPT.text());
        assertThat(spans.getFinishedSpanItems()).isEmpty();

        assertThat(bench.pass()).isEqualTo(1);

        SpanData decision = decision();
        assertThat(decision.getParentSpanContext().isValid()).isFalse();
        isLinkedToTheAcceptance(decision);
        assertThat(bench.sms())
                .extracting(task -> String.valueOf(task.traceparent()))
                .singleElement()
                .asString()
                .contains(decision.getSpanId());
    }

    @Test
    void thatNothingIsNeededIsLinkedToo() {
        bench.watch(watch(Samples.policy(FallbackTrigger.SEND_FAILED)));
        bench.result(Samples.result("r", Status.SENT));

        assertThat(bench.decisions()).extracting(DeliveryResult::status).containsExactly(Status.FALLBACK_NOT_NEEDED);
        isLinkedToTheAcceptance(decision());
    }

    @Test
    void aMalformedHeaderKeepsNoDecisionBack() {
        bench.watch(watch(Samples.policy(FallbackTrigger.SEND_FAILED)));
        result(Samples.result("r", 1, Status.FAILED, Reason.TEMPLATE_UNAVAILABLE), "00-zz");

        assertThat(bench.sms()).hasSize(1);
        isLinkedToTheAcceptance(decision());
    }
}
