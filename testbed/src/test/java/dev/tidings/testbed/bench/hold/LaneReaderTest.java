package dev.tidings.testbed.bench.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LaneReaderTest {
    @Test
    void theIdIsReadFromATasksEventId() {
        String eventId = LaneReader.requestId(8_589_934_599L) + "/1/1";

        assertThat(LaneReader.id(eventId.getBytes(StandardCharsets.UTF_8))).isEqualTo(8_589_934_599L);
    }

    @Test
    void anothersIdIsRefused() {
        assertThatThrownBy(() -> LaneReader.id("order-1/1/1".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("order-1");
    }
}
