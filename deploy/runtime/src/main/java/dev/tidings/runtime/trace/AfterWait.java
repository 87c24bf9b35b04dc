package dev.tidings.runtime.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Samples a trace that begins after a wait as the one before it was: of a request all traces are kept, or none.
 *
 * @param usual decides about what goes on in a trace, and about traces that are linked to no other
 */
record AfterWait(Sampler usual) implements Sampler {
    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        boolean begins = !Span.fromContext(parent).getSpanContext().isValid();
        if (links.isEmpty() || !begins) {
            return usual.shouldSample(parent, traceId, name, kind, attributes, links);
        }
        boolean kept = links.stream().anyMatch(link -> link.getSpanContext().isSampled());
        return SamplingResult.create(kept ? SamplingDecision.RECORD_AND_SAMPLE : SamplingDecision.DROP);
    }

    @Override
    public String getDescription() {
        return "AfterWait{" + usual.getDescription() + "}";
    }
}
