package dev.tidings.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.TraceParent;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventHeadersTest {
    private static final TraceParent SPAN =
            new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);

    private final Headers headers = new RecordHeaders();

    @Test
    void tellsTheSpanThatWasPut() {
        EventHeaders.put(headers, SPAN);

        assertThat(EventHeaders.traceParent(headers)).contains(SPAN);
    }

    @Test
    void tellsNoSpanWhereNoneStands() {
        assertThat(EventHeaders.traceParent(headers)).isEmpty();
        assertThat(EventHeaders.traceParent(headers.add(EventHeaders.TRACE_PARENT, null)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 55, 128, 1_000_000})
    void tellsNoSpanOfBytesThatAreNone(int length) {
        byte[] bytes = new byte[length];

        assertThat(EventHeaders.traceParent(headers.add(EventHeaders.TRACE_PARENT, bytes)))
                .isEmpty();
    }

    @Test
    void believesTheLastOfSeveral() {
        headers.add(EventHeaders.TRACE_PARENT, "garbage".getBytes(StandardCharsets.UTF_8));
        EventHeaders.put(headers, SPAN);

        assertThat(EventHeaders.traceParent(headers)).contains(SPAN);
    }
}
