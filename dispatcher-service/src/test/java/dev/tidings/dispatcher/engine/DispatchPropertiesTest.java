package dev.tidings.dispatcher.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.topics.Lane;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class DispatchPropertiesTest {
    private static DispatchProperties properties(int inFlight, int buffered, List<Lane> lanes, Duration first) {
        return properties(inFlight, buffered, DataSize.ofMegabytes(64), lanes, first);
    }

    private static DispatchProperties properties(
            int inFlight, int buffered, DataSize size, List<Lane> lanes, Duration first) {
        return new DispatchProperties(
                inFlight,
                null,
                buffered,
                size,
                lanes,
                Duration.ofMillis(200),
                Duration.ofSeconds(14),
                Duration.ofSeconds(70),
                first,
                Duration.ofMinutes(5),
                Duration.ofSeconds(15));
    }

    @Test
    void takesWhatIsSane() {
        assertThatCode(() -> properties(512, 4096, List.of(Lane.values()), Duration.ofSeconds(2)))
                .doesNotThrowAnyException();
    }

    @Test
    void namesThePropertyAndQuotesTheValue() {
        assertThatThrownBy(() -> properties(0, 4096, List.of(Lane.HIGH), Duration.ofSeconds(2)))
                .hasMessage("tidings.dispatch.max-in-flight is to be 1 to 100000, not '0'");
    }

    @Test
    void refusesToDrainForLessThanAnAttemptTakes() {
        DispatchProperties properties = properties(512, 4096, List.of(Lane.HIGH), Duration.ofSeconds(2));
        assertThatThrownBy(() -> properties.checkDrain(Duration.ofSeconds(10)))
                .hasMessageContaining("tidings.dispatch.drain-within")
                .hasMessageContaining("tidings.egress.answer-within");
        assertThatCode(() -> properties.checkDrain(Duration.ofSeconds(8))).doesNotThrowAnyException();
    }

    @Test
    void refusesABufferThatOnePollWouldOverflow() {
        assertThatThrownBy(() -> properties(512, 1000, List.of(Lane.values()), Duration.ofSeconds(2)))
                .hasMessageContaining("tidings.dispatch.max-buffered");
    }

    @Test
    void refusesABufferThatTheLargestRecordWouldOverflow() {
        List<Lane> lanes = List.of(Lane.HIGH, Lane.BULK);
        Duration first = Duration.ofSeconds(2);
        assertThatThrownBy(() -> properties(512, 4096, DataSize.ofKilobytes(1999), lanes, first))
                .hasMessage("tidings.dispatch.max-buffered-size is to be at least 1MB for each lane, not '2046976B'");
        assertThatCode(() -> properties(512, 4096, DataSize.ofMegabytes(2), lanes, first))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesALaneNamedTwice() {
        assertThatThrownBy(() -> properties(512, 4096, List.of(Lane.HIGH, Lane.HIGH), Duration.ofSeconds(2)))
                .hasMessageContaining("tidings.dispatch.lanes");
    }

    @Test
    void refusesABackOffThatShrinks() {
        assertThatThrownBy(() -> properties(512, 4096, List.of(Lane.HIGH), Duration.ofMinutes(6)))
                .hasMessageContaining("tidings.dispatch.backoff-first");
    }

    @Test
    void oneAccountLeavesAQuarterToOthersWhereNothingElseIsSaid() {
        assertThat(properties(512, 4096, List.of(Lane.HIGH), Duration.ofSeconds(2))
                        .mostForOneAccount())
                .isEqualTo(384);
    }
}
