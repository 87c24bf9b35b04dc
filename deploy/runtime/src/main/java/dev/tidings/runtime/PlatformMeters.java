package dev.tidings.runtime;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;
import java.util.Map;

/**
 * What Spring Boot and Tomcat show of themselves, as Prometheus advises ({@code promtool check metrics}): what lacks a description gets one, and what has
 * a name that is advised against, and is looked at by nobody, is left out.
 */
final class PlatformMeters implements MeterFilter {
    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "http.server.requests", "Requests over HTTP, answered",
            "http.server.requests.active", "Requests over HTTP, not answered yet");

    /** There are no sessions; of the times and the number of processors others tell better. */
    private static final List<String> LEFT_OUT =
            List.of("tomcat.sessions.", "jvm.compilation.time", "process.cpu.time", "system.cpu.count");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return LEFT_OUT.stream().anyMatch(id.getName()::startsWith) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String description = DESCRIPTIONS.get(id.getName());
        return description == null
                ? id
                : new Meter.Id(id.getName(), Tags.of(id.getTags()), id.getBaseUnit(), description, id.getType());
    }
}
