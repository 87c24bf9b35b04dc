package dev.tidings.testbed.bench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallLogTest {
    private final CallLog log = new CallLog();

    @Test
    void ofEachMessageItKeepsToWhomAndWhichOne() {
        add(5, "{\"to\":\"+6581000001\",\"biz_opaque_callback_data\":\"bench-17/1\",\"text\":{}}");
        add(7, "{\"biz_opaque_callback_data\":\"bench-18/1\",\"to\":\"+6581000002\"}");

        assertThat(log.count()).isEqualTo(2);
        assertThat(CallLog.read(log.text()).all())
                .isEqualTo(List.of(new Call(5, "shop", "+6581000001", 17), new Call(7, "shop", "+6581000002", 18)));
    }

    @Test
    void whatIsNotThereIsEmpty() {
        byte[] json = "{\"to\":\"x\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(CallLog.value(json, "\"too\":\"".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private void add(long at, String body) {
        log.add(at, "shop", Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
    }
}
