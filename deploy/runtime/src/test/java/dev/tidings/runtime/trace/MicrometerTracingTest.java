package dev.tidings.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.TraceParent;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class MicrometerTracingTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final TraceParent SAMPLED = new TraceParent(TRACE, "b7ad6b7169203331", true);
    private static final TraceParent DROPPED = new TraceParent(TRACE, "b7ad6b7169203331", false);

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracing tracing = tracing(Sampler.alwaysOn());

    private Tracing tracing(Sampler first) {
        return Tracing.by(new OtelTracer(
                SdkTracerProvider.builder()
                        .setSampler(new AfterWait(Sampler.parentBased(first)))
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build()
                        .get("test"),
                new OtelCurrentTraceContext(),
                _ -> {}));
    }

    private SpanData only() {
        assertThat(spans.getFinishedSpanItems()).hasSize(1);
        return spans.getFinishedSpanItems().getFirst();
    }

    @Test
    void goesOnFromAnotherServicesSpan() {
        tracing.open("attempt", SAMPLED, null).close();

        assertThat(only().getName()).isEqualTo("attempt");
        assertThat(only().getTraceId()).isEqualTo(TRACE);
        assertThat(only().getParentSpanId()).isEqualTo(SAMPLED.spanId());
        assertThat(only().getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(only().getLinks()).isEmpty();
    }

    @Test
    void beginsATraceThatIsLinkedToTheOneBeforeTheWait() {
        tracing.open("release", null, SAMPLED).close();

        assertThat(only().getTraceId()).isNotEqualTo(TRACE);
        assertThat(only().getParentSpanContext().isValid()).isFalse();
        assertThat(only().getLinks()).singleElement().satisfies(link -> {
            assertThat(link.getSpanContext().getTraceId()).isEqualTo(TRACE);
            assertThat(link.getSpanContext().getSpanId()).isEqualTo(SAMPLED.spanId());
        });
    }

    @Test
    void linksNothingToItsOwnTrace() {
        tracing.open("decide", SAMPLED, new TraceParent(TRACE, "1111111111111111", true))
                .close();

        assertThat(only().getLinks()).isEmpty();
    }

    @Test
    void beginsATraceAlsoWhereThisThreadWorksInAnother() {
        try (OpenSpan _ = tracing.open("accept", SAMPLED, null)) {
            tracing.open("release", null, null).close();
        }

        assertThat(spans.getFinishedSpanItems()
                        .getFirst()
                        .getParentSpanContext()
                        .isValid())
                .isFalse();
    }

    @Test
    void aCallIsWithinTheSpanThatMakesIt() {
        try (OpenSpan _ = tracing.open("attempt", SAMPLED, null)) {
            tracing.call("call").close();
        }

        SpanData call = spans.getFinishedSpanItems().getFirst();
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getParentSpanId())
                .isEqualTo(spans.getFinishedSpanItems().getLast().getSpanId());
    }

    @Test
    void namesTheSpanInWhichAThreadWorksAndNoneAfterwards() {
        RecordHeaders within = new RecordHeaders();
        RecordHeaders after = new RecordHeaders();
        try (OpenSpan _ = tracing.open("attempt", SAMPLED, null)) {
            tracing.putInto(within);
            tracing.tag("outcome", "ACCEPTED");
        }
        tracing.putInto(after);
        tracing.tag("outcome", "lost");

        assertThat(EventHeaders.traceParent(within)).contains(new TraceParent(TRACE, only().getSpanId(), true));
        assertThat(tracing.current()).isNull();
        assertThat(after).isEmpty();
        assertThat(only().getAttributes().asMap().values()).containsExactly("ACCEPTED");
    }

    @Test
    void whatUpstreamDoesNotKeepIsNotKept() {
        try (OpenSpan _ = tracing.open("accept", DROPPED, null)) {
            assertThat(tracing.current()).extracting(TraceParent::sampled).isEqualTo(false);
        }

        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void ofARequestAllTracesAreKeptOrNone() {
        tracing.open("release", null, DROPPED).close();
        assertThat(spans.getFinishedSpanItems()).isEmpty();

        tracing(Sampler.alwaysOff()).open("release", null, SAMPLED).close();
        assertThat(only().getName()).isEqualTo("release");
    }

    @Test
    void whatNobodyDecidedAboutIsDecidedByChance() {
        tracing(Sampler.alwaysOff()).open("accept", null, null).close();

        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }
}
