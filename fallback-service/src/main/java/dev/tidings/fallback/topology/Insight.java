package dev.tidings.fallback.topology;

import dev.tidings.runtime.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;

/** Where the topology shows what it does. */
public record Insight(MeterRegistry meters, Tracing tracing) {}
