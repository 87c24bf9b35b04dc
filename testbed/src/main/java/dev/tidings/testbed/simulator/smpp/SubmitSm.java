package dev.tidings.testbed.simulator.smpp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.util.DefaultDecomposer;

/**
 * A submit_sm as a call: the journal keeps calls, and behaviours concern them. Its path names who is bound, its body is the PDU's fields by
 * the specification's names, the bytes of the text in hexadecimal, and the text.
 */
public final class SubmitSm {
    static final String METHOD = "submit_sm";
    static final String PATH = "/smpp/";
    private static final int WITH_HEADER = 0x40;
    private static final int UCS2 = 8;

    private SubmitSm() {}

    /**
     * The call that a PDU is.
     *
     * @throws PDUStringException when a field is longer than the specification has it.
     * @throws RuntimeException when lengths lead outside of the PDU.
     */
    public static Call call(String systemId, byte[] pdu) throws PDUStringException {
        org.jsmpp.bean.SubmitSm read = DefaultDecomposer.getInstance().submitSm(pdu);
        OptionalParameter.Message_payload payload = read.getOptionalParameter(OptionalParameter.Message_payload.class);
        ObjectNode body = Json.object()
                .put("source_addr", Objects.requireNonNullElse(read.getSourceAddr(), ""))
                .put("dest_addr_ton", read.getDestAddrTon())
                .put("dest_addr_npi", read.getDestAddrNpi())
                .put("destination_addr", Objects.requireNonNullElse(read.getDestAddress(), ""))
                .put("esm_class", read.getEsmClass() & 0xff)
                .put("validity_period", Objects.requireNonNullElse(read.getValidityPeriod(), ""))
                .put("registered_delivery", read.getRegisteredDelivery() & 0xff)
                .put("data_coding", read.getDataCoding() & 0xff)
                .put("short_message", HexFormat.of().formatHex(read.getShortMessage()));
        if (payload != null) {
            body.put("message_payload", HexFormat.of().formatHex(payload.getValue()));
        }
        segments(read, body);
        body.put("text", text(body));
        return new Call(METHOD, PATH + systemId, "", Map.of(), Json.write(body));
    }

    private static void segments(org.jsmpp.bean.SubmitSm read, ObjectNode body) {
        OptionalParameter.Sar_total_segments total =
                read.getOptionalParameter(OptionalParameter.Sar_total_segments.class);
        OptionalParameter.Sar_segment_seqnum number =
                read.getOptionalParameter(OptionalParameter.Sar_segment_seqnum.class);
        if (total != null && number != null) {
            body.put("sar_total_segments", total.getValue() & 0xff).put("sar_segment_seqnum", number.getValue() & 0xff);
        }
    }

    private static String text(JsonNode body) {
        byte[] all = bytes(body);
        byte[] text = hasHeader(body) && all.length > 0
                ? Arrays.copyOfRange(all, Math.min(all.length, 1 + (all[0] & 0xff)), all.length)
                : all;
        return isUcs2(body) ? new String(text, StandardCharsets.UTF_16BE) : GsmText.read(text);
    }

    /** The text's bytes, with its header where it has one. */
    static byte[] bytes(JsonNode body) {
        JsonNode hex = body.has("message_payload") ? body.path("message_payload") : body.path("short_message");
        return HexFormat.of().parseHex(hex.asText());
    }

    static boolean hasHeader(JsonNode body) {
        return (body.path("esm_class").asInt() & WITH_HEADER) != 0;
    }

    static boolean isUcs2(JsonNode body) {
        return body.path("data_coding").asInt() == UCS2;
    }
}
