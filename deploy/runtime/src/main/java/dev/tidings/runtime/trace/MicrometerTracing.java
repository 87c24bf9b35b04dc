package dev.tidings.runtime.trace;

import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.TraceParent;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Spans by Micrometer's tracer, which also puts their ids into log lines. */
final class MicrometerTracing implements Tracing {
    private final Tracer tracer;

    MicrometerTracing(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public OpenSpan open(String name, @Nullable TraceParent from, @Nullable TraceParent after) {
        Span.Builder span = tracer.spanBuilder().name(name);
        if (from == null) {
            span.setNoParent();
        } else {
            span.setParent(context(from)).kind(Span.Kind.CONSUMER);
        }
        if (after != null && (from == null || !from.traceId().equals(after.traceId()))) {
            span.addLink(new Link(context(after)));
        }
        return opened(span);
    }

    @Override
    public OpenSpan call(String name) {
        Span.Builder span = tracer.spanBuilder().name(name).kind(Span.Kind.CLIENT);
        Span outer = tracer.currentSpan();
        return opened(outer == null ? span.setNoParent() : span.setParent(outer.context()));
    }

    private OpenSpan opened(Span.Builder builder) {
        Span span = builder.start();
        return new Opened(span, tracer.withSpan(span));
    }

    @Override
    public @Nullable TraceParent current() {
        Span span = tracer.currentSpan();
        return span == null ? null : traceParent(span);
    }

    @Override
    public void tag(String key, String value) {
        Span span = tracer.currentSpan();
        if (span != null) {
            span.tag(key, value);
        }
    }

    @Override
    public @Nullable TraceParent from(Headers headers) {
        return EventHeaders.traceParent(headers).orElse(null);
    }

    @Override
    public void putInto(Headers headers) {
        TraceParent current = current();
        if (current != null) {
            EventHeaders.put(headers, current);
        }
    }

    private TraceContext context(TraceParent span) {
        return tracer.traceContextBuilder()
                .traceId(span.traceId())
                .spanId(span.spanId())
                .sampled(span.sampled())
                .build();
    }

    private static TraceParent traceParent(Span span) {
        TraceContext context = span.context();
        return new TraceParent(context.traceId(), context.spanId(), Boolean.TRUE.equals(context.sampled()));
    }

    private record Opened(Span span, Tracer.SpanInScope scope) implements OpenSpan {
        @Override
        public OpenSpan tag(String key, String value) {
            span.tag(key, value);
            return this;
        }

        @Override
        public OpenSpan about(SendTask task) {
            return about(task.requestId(), task.channel(), task.accountId(), task.attempt());
        }

        @Override
        public OpenSpan about(DeliveryResult result) {
            return about(result.requestId(), result.channel(), result.accountId(), result.attempt())
                    .tag("outcome", result.status().name());
        }

        private OpenSpan about(String requestId, String channel, String accountId, int attempt) {
            return tag("requestId", requestId)
                    .tag("channel", channel)
                    .tag("accountId", accountId)
                    .tag("attempt", Integer.toString(attempt));
        }

        @Override
        public SendTask handOn(SendTask task) {
            return task.after(traceParent(span));
        }

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }
}
