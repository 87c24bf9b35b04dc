package dev.tidings.scheduler.topology;

import dev.tidings.runtime.trace.Tracing;
import dev.tidings.scheduler.hold.HeldViews;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Where the topology shows what it does.
 *
 * @param held where each partition says what it holds, for as long as it is open
 */
public record Insight(MeterRegistry meters, HeldViews held, Tracing tracing) {}
