package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.contract.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jsmpp.util.DefaultDecomposer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a deliver_sm. The parameters receipted_message_id (0x001E) and message_state (0x0427) count more than the text.
 *
 * @param ids how the text writes ids
 */
record ReportReader(ReceiptIds ids) {
    private static final Pattern ID = Pattern.compile("[!-~]{1,64}");
    private static final Pattern ERROR = Pattern.compile("[A-Za-z0-9]{1,8}");

    /** The bits of esm_class that tell what a message is. */
    private static final int TYPE = 0x3C;

    private static final int RECEIPT = 0x04;
    private static final int UCS2 = 8;

    DeliveryReport read(Pdu pdu) {
        try {
            return read(DefaultDecomposer.getInstance().deliverSm(pdu.bytes()));
        } catch (PDUStringException | RuntimeException e) {
            // The library meets what is cut off, or has lengths that lead outside, with whatever exception comes of it.
            return new DeliveryReport.Unreadable();
        }
    }

    private DeliveryReport read(DeliverSm message) {
        if ((message.getEsmClass() & TYPE) != RECEIPT) {
            return new DeliveryReport.Incoming();
        }
        ReceiptText text = ReceiptText.parse(text(message));
        Optional<String> id = named(string(message, Tag.RECEIPTED_MESSAGE_ID))
                .map(ids::ofAnswer)
                .or(() -> named(Optional.of(text.id())).map(ids::ofText));
        String state = state(message).orElse(text.state());
        return id.isEmpty() || state.isEmpty() ? new DeliveryReport.Malformed() : report(id.get(), state, text.error());
    }

    private static Optional<String> named(Optional<String> id) {
        return id.filter(name -> ID.matcher(name).matches());
    }

    private static DeliveryReport report(String id, String state, String error) {
        String code = ERROR.matcher(error).matches() ? state + ":" + error : state;
        return switch (state) {
            case "DELIVRD" -> new DeliveryReport.Delivered(id);
            case "EXPIRED" -> new DeliveryReport.Undelivered(id, Reason.VALIDITY_EXPIRED, code);
            case "UNDELIV", "REJECTD", "DELETED" -> new DeliveryReport.Undelivered(id, Reason.PROVIDER_ERROR, code);
            default -> new DeliveryReport.UnderWay();
        };
    }

    /** In the words of the text. */
    private static Optional<String> state(DeliverSm message) {
        return value(message, Tag.MESSAGE_STATE)
                .filter(value -> value.length == 1)
                .map(value -> switch (value[0]) {
                    case 2 -> "DELIVRD";
                    case 3 -> "EXPIRED";
                    case 4 -> "DELETED";
                    case 5 -> "UNDELIV";
                    case 8 -> "REJECTD";
                    default -> "UNKNOWN";
                });
    }

    private static String text(DeliverSm message) {
        byte[] text = message.getShortMessage().length > 0
                ? message.getShortMessage()
                : value(message, Tag.MESSAGE_PAYLOAD).orElse(new byte[0]);
        Charset charset = message.getDataCoding() == UCS2 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
        return new String(text, charset);
    }

    /** With the zero at its end, or without it. */
    private static Optional<String> string(DeliverSm message, Tag tag) {
        return value(message, tag)
                .map(value -> new String(value, StandardCharsets.ISO_8859_1))
                .map(value -> value.endsWith("\0") ? value.substring(0, value.length() - 1) : value);
    }

    private static Optional<byte[]> value(DeliverSm message, Tag tag) {
        @Nullable OptionalParameter found = message.getOptionalParameter(tag);
        return switch (found) {
            case OptionalParameter.OctetString string -> Optional.of(string.getValue());
            case OptionalParameter.Byte one -> Optional.of(new byte[] {one.getValue()});
            case null, default -> Optional.empty();
        };
    }
}
