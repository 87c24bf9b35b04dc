package dev.tidings.dispatcher.channel.smpp;

import java.util.List;
import org.jsmpp.bean.OptionalParameter;

/**
 * One PDU's worth of a message.
 *
 * @param esmClass what stands before the text
 * @param dataCoding how the text is written
 * @param text the text, with its header where it has one
 * @param parameters what else says how it belongs to the others
 * @param last whether it is the last of them, and the one that a receipt is asked for
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Part(byte esmClass, byte dataCoding, byte[] text, List<OptionalParameter> parameters, boolean last) {
    Part {
        parameters = List.copyOf(parameters);
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "Part";
    }
}
