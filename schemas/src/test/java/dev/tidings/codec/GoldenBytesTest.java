package dev.tidings.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Priority;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.TextContent;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** The bytes of one request, written down: producers in other languages depend on them. */
class GoldenBytesTest {
    private static final SendRequest REQUEST = new SendRequest(
            "order-1",
            "acme",
            "orders",
            null,
            "whatsapp",
            "shop",
            "+6581234567",
            new TextContent("Hello"),
            null,
            null,
            null,
            null,
            Priority.NORMAL,
            null,
            null,
            Map.of());

    private static final String BYTES = "c301" // single-object encoding
            + "15bf22579fcc38d2" // CRC-64-AVRO of SendRequest's canonical form, little endian
            + "0e6f726465722d31" // requestId: order-1
            + "0861636d65" // tenant: acme
            + "0c6f7264657273" // source: orders
            + "00" // campaignId: null
            + "107768617473617070" // channel: whatsapp
            + "0873686f70" // accountId: shop
            + "162b36353831323334353637" // recipient: +6581234567
            + "020a48656c6c6f" // content: TextContent, Hello
            + "00" // sendAt: null
            + "00" // spreadMs: null
            + "00" // deliveryWindow: null
            + "00" // validForMs: null
            + "02" // priority: NORMAL
            + "00" // onUncertain: null
            + "00" // fallback: null
            + "00"; // metadata: empty

    @Test
    void bytesOfARequestStayWhatTheyAre() {
        assertThat(HexFormat.of().formatHex(Codec.singleObject().encode("tidings.requests", REQUEST)))
                .isEqualTo(BYTES);
    }

    @Test
    void theseBytesAreUnderstoodWithoutAnyHeader() {
        assertThat(Codec.singleObject()
                        .decode(new RecordHeaders(), HexFormat.of().parseHex(BYTES)))
                .isEqualTo(new Decoded.Known(REQUEST));
    }
}
