package dev.tidings.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    @Test
    void idsAreMadeOfWhatTheEventIsAbout() {
        assertThat(EventIds.resultId("order-1", 1, 2, Status.SENT)).isEqualTo("order-1/1/2/SENT");
        assertThat(EventIds.attemptId("order-1", 1, 2)).isEqualTo("order-1/1/2");
        assertThat(EventIds.cancelId("order-1")).isEqualTo("order-1/cancel");
        assertThat(EventIds.rescheduleId(
                        new RescheduleSend("order-1", "acme", "orders", Instant.ofEpochMilli(17), Map.of())))
                .isEqualTo("order-1/reschedule/17");
    }
}
