package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class PlatformMetersTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    PlatformMetersTest() {
        meters.config().meterFilter(new PlatformMeters());
    }

    @Test
    void leavesOutWhatIsNamedBadly() {
        meters.counter("process.cpu.time");
        meters.counter("tomcat.sessions.created");
        meters.counter("process.cpu.usage");
        meters.counter("tidings.attempts");

        assertThat(meters.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactlyInAnyOrder("process.cpu.usage", "tidings.attempts");
    }

    @Test
    void describesWhatHasNoDescription() {
        Meter.Id id = meters.timer("http.server.requests", "uri", "/holds").getId();

        assertThat(id.getDescription()).isEqualTo("Requests over HTTP, answered");
        assertThat(id.getTag("uri")).isEqualTo("/holds");
        assertThat(meters.timer("tidings.hold.tick").getId().getDescription()).isNull();
    }
}
