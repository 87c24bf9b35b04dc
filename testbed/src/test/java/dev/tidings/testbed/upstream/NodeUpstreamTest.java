package dev.tidings.testbed.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import dev.tidings.contract.SendRequest;
import dev.tidings.publish.SendRequestBuilder;
import dev.tidings.topics.Topics;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Node makes of our events, without a broker. */
class NodeUpstreamTest {
    @Test
    void nodesTestsPassAndItsBytesAreOurs() throws Exception {
        Node.assumeInstalled("upstream");
        SendRequest request = SendRequestBuilder.to("whatsapp", "shop", "+6581234567")
                .requestId("order-1")
                .from("acme", "orders")
                .text("Hello")
                .build();
        String bytes = HexFormat.of().formatHex(Codec.singleObject().encode(Topics.REQUESTS, request));

        String told = Node.run(
                Map.of("TIDINGS_GOLDEN_BYTES", bytes), "--test", "--test-reporter=tap", "upstream/tidings.test.mjs");

        assertThat(told).contains("# pass 6", "# fail 0", "# skipped 0");
    }
}
