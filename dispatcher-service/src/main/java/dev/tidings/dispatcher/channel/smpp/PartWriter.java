package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.contract.GsmAlphabet;
import dev.tidings.contract.SmsParts;
import dev.tidings.dispatcher.channel.smpp.SmppSettings.Parts;
import dev.tidings.dispatcher.channel.smpp.SmppSettings.Wording;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsmpp.bean.OptionalParameter;

/** Writes a text as the PDUs' worth that {@link SmsParts} counts: in the GSM alphabet, a value in each byte, or in UCS-2. */
final class PartWriter {
    private static final byte PLAIN = 0;
    /** The text begins with a header. */
    private static final byte WITH_HEADER = 0x40;

    private static final byte UCS2 = 8;
    private static final byte[] NO_TEXT = new byte[0];

    private final Wording wording;

    PartWriter(Wording wording) {
        this.wording = wording;
    }

    /**
     * The parts of a text.
     *
     * @param reference what tells the parts of this message from those of others to the same recipient
     */
    List<Part> write(String text, int reference) {
        boolean seven = GsmAlphabet.holds(text);
        byte coding = seven ? wording.dataCoding() : UCS2;
        List<String> texts = SmsParts.split(text);
        if (texts.size() == 1) {
            return List.of(new Part(PLAIN, coding, bytes(text, seven), List.of(), true));
        }
        if (wording.parts() == Parts.PAYLOAD) {
            OptionalParameter whole = new OptionalParameter.Message_payload(bytes(text, seven));
            return List.of(new Part(PLAIN, coding, NO_TEXT, List.of(whole), true));
        }
        List<Part> parts = new ArrayList<>(texts.size());
        for (int number = 1; number <= texts.size(); number++) {
            byte[] bytes = bytes(texts.get(number - 1), seven);
            parts.add(part(coding, bytes, new Place(reference, texts.size(), number)));
        }
        return parts;
    }

    private record Place(int reference, int total, int number) {}

    private Part part(byte coding, byte[] bytes, Place place) {
        boolean last = place.number() == place.total();
        return wording.parts() == Parts.SAR
                ? new Part(PLAIN, coding, bytes, parameters(place), last)
                : new Part(WITH_HEADER, coding, withHeader(bytes, place), List.of(), last);
    }

    private static List<OptionalParameter> parameters(Place place) {
        return List.of(
                new OptionalParameter.Sar_msg_ref_num((short) place.reference()),
                new OptionalParameter.Sar_total_segments((byte) place.total()),
                new OptionalParameter.Sar_segment_seqnum((byte) place.number()));
    }

    private static byte[] withHeader(byte[] bytes, Place place) {
        return ByteBuffer.allocate(6 + bytes.length)
                .put(new byte[] {5, 0, 3})
                .put((byte) place.reference())
                .put((byte) place.total())
                .put((byte) place.number())
                .put(bytes)
                .array();
    }

    private static byte[] bytes(String text, boolean seven) {
        return seven ? GsmAlphabet.unpacked(text) : text.getBytes(StandardCharsets.UTF_16BE);
    }
}
