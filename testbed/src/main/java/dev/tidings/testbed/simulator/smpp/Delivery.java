package dev.tidings.testbed.simulator.smpp;

import java.nio.charset.StandardCharsets;
import org.jsmpp.PDUStringException;
import org.jsmpp.util.DefaultComposer;

/**
 * A receipt on its way.
 *
 * @param source Who got the message.
 * @param destination Who sent it.
 * @param text What became of it.
 */
public record Delivery(String source, String destination, String text) {
    private static final byte RECEIPT = 4;
    private static final byte INTERNATIONAL = 1;
    private static final byte NONE = 0;

    /** The deliver_sm. */
    public byte[] pdu(int number) {
        try {
            return new DefaultComposer()
                    .deliverSm(
                            number,
                            "",
                            INTERNATIONAL,
                            INTERNATIONAL,
                            source,
                            NONE,
                            NONE,
                            destination,
                            RECEIPT,
                            NONE,
                            NONE,
                            NONE,
                            NONE,
                            text.getBytes(StandardCharsets.US_ASCII));
        } catch (PDUStringException e) {
            throw new IllegalStateException("addresses came in a PDU", e);
        }
    }

    @Override
    public String toString() {
        return "Delivery[hidden]";
    }
}
