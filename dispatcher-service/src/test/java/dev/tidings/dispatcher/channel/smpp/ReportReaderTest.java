package dev.tidings.dispatcher.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Reason;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {
    private static final byte RECEIPT = 4;

    private final ReportReader reader = new ReportReader(ReceiptIds.SAME);

    private static byte[] bytes(int esmClass, byte[] text, OptionalParameter... parameters) throws PDUStringException {
        return SmppSession.COMPOSER.deliverSm(
                7,
                "",
                (byte) 1,
                (byte) 1,
                "6581234567",
                (byte) 5,
                (byte) 0,
                "Shop",
                (byte) esmClass,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                text,
                parameters);
    }

    private static Pdu pdu(byte[] bytes) throws IOException {
        return Pdu.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    private DeliveryReport read(int esmClass, String text, OptionalParameter... parameters)
            throws PDUStringException, IOException {
        return reader.read(pdu(bytes(esmClass, text.getBytes(StandardCharsets.ISO_8859_1), parameters)));
    }

    @ParameterizedTest
    @CsvSource({"EXPIRED,VALIDITY_EXPIRED", "UNDELIV,PROVIDER_ERROR", "REJECTD,PROVIDER_ERROR", "DELETED,PROVIDER_ERROR"
    })
    void aMessageThatEndsUndeliveredSaysHowAndWhy(String state, Reason reason) throws Exception {
        assertThat(read(RECEIPT, "id:42 stat:" + state + " err:011 text:hello"))
                .isEqualTo(new DeliveryReport.Undelivered("42", reason, state + ":011"));
        assertThat(read(RECEIPT, "id:42 stat:" + state + " err:hello-you"))
                .isEqualTo(new DeliveryReport.Undelivered("42", reason, state));
    }

    @Test
    void aMessageThatHasArrivedIsDelivered() throws Exception {
        assertThat(read(RECEIPT, "id:42 stat:DELIVRD err:000")).isEqualTo(new DeliveryReport.Delivered("42"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACCEPTD", "ENROUTE", "UNKNOWN", "SOMETHING"})
    void otherStatesSayNothing(String state) throws Exception {
        assertThat(read(RECEIPT, "id:42 stat:" + state)).isEqualTo(new DeliveryReport.UnderWay());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x40, 0x08, 0x10, 0x20})
    void whatIsNoReceiptIsNotRead(int esmClass) throws Exception {
        assertThat(read(esmClass, "id:42 stat:DELIVRD")).isEqualTo(new DeliveryReport.Incoming());
    }

    @ParameterizedTest
    @CsvSource({"2,DELIVRD", "3,EXPIRED", "4,DELETED", "5,UNDELIV", "8,REJECTD", "1,UNKNOWN", "6,UNKNOWN", "7,UNKNOWN"})
    void parametersCountMoreThanTheText(byte value, String state) throws Exception {
        DeliveryReport told = read(
                RECEIPT,
                "id:1 stat:ENROUTE",
                new OptionalParameter.Receipted_message_id("ab"),
                new OptionalParameter.Message_state(value));
        assertThat(told).isEqualTo(read(RECEIPT, "id:ab stat:" + state));
    }

    @Test
    void anIdWithoutItsClosingZeroIsReadWhole() throws Exception {
        assertThat(read(
                        RECEIPT,
                        "stat:DELIVRD",
                        new OptionalParameter.Receipted_message_id("4711".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(new DeliveryReport.Delivered("4711"));
    }

    @Test
    void theTextMayStandInThePayload() throws Exception {
        byte[] text = "id:42 stat:DELIVRD".getBytes(StandardCharsets.US_ASCII);
        assertThat(read(RECEIPT, "", new OptionalParameter.Message_payload(text)))
                .isEqualTo(new DeliveryReport.Delivered("42"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stat:DELIVRD", "id:42", "a text that nobody may see"})
    void withoutIdOrStateItNamesNothing(String text) throws Exception {
        assertThat(read(RECEIPT, text)).isEqualTo(new DeliveryReport.Malformed());
    }

    @Test
    void onlyTheTextsIdIsInTheOtherNumberSystem() throws Exception {
        ReportReader other = new ReportReader(ReceiptIds.DECIMAL);
        byte[] text = "id:0000000255 stat:DELIVRD".getBytes(StandardCharsets.US_ASCII);
        assertThat(other.read(pdu(bytes(RECEIPT, text)))).isEqualTo(new DeliveryReport.Delivered("255"));
        assertThat(other.read(pdu(bytes(RECEIPT, text, new OptionalParameter.Receipted_message_id("000000FF")))))
                .isEqualTo(new DeliveryReport.Delivered("255"));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void whatIsBrokenIsUnreadableAndNeverWorse(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] good = bytes(
                RECEIPT,
                "id:42 stat:DELIVRD".getBytes(StandardCharsets.US_ASCII),
                new OptionalParameter.Receipted_message_id("42"),
                new OptionalParameter.Message_state((byte) 2));
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = Arrays.copyOf(good, 16 + random.nextInt(good.length - 16));
            ByteBuffer.wrap(bytes).putInt(bytes.length);
            for (int change = random.nextInt(4); change > 0 && bytes.length > 16; change--) {
                bytes[16 + random.nextInt(bytes.length - 16)] = (byte) random.nextInt(256);
            }
            assertThat(reader.read(new Pdu(5, 0, 7, bytes))).isNotNull();
        }
        byte[] cutOff = Arrays.copyOf(good, 40);
        ByteBuffer.wrap(cutOff).putInt(cutOff.length);
        assertThat(reader.read(new Pdu(5, 0, 7, cutOff))).isEqualTo(new DeliveryReport.Unreadable());
    }
}
