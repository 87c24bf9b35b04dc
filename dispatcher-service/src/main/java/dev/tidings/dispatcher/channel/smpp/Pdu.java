package dev.tidings.dispatcher.channel.smpp;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jsmpp.SMPPConstant;

/**
 * A PDU as it came.
 *
 * @param command command_id
 * @param status command_status
 * @param number sequence_number
 * @param bytes all of it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Pdu(int command, int status, int number, byte[] bytes) {
    private static final int HEADER = 16;
    /** Longer than any with a whole payload: what announces more is nothing that we could speak with. */
    private static final int LONGEST = 80 * 1024;

    /**
     * The next one.
     *
     * @throws IOException when there is none, or the stream makes no sense
     */
    static Pdu read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < HEADER || length > LONGEST) {
            throw new IOException("a PDU of an impossible length");
        }
        byte[] bytes = ByteBuffer.allocate(length).putInt(length).array();
        in.readFully(bytes, Integer.BYTES, length - Integer.BYTES);
        ByteBuffer header = ByteBuffer.wrap(bytes).position(Integer.BYTES);
        return new Pdu(header.getInt(), header.getInt(), header.getInt(), bytes);
    }

    boolean isAnswer() {
        return (command & SMPPConstant.MASK_CID_RESP) != 0;
    }

    /** Tells nothing of what is in it. */
    @Override
    public String toString() {
        return "Pdu[" + Integer.toHexString(command) + "]";
    }
}
