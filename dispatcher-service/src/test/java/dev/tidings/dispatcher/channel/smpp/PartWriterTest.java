package dev.tidings.dispatcher.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.SmsParts;
import dev.tidings.dispatcher.channel.smpp.SmppSettings.Parts;
import dev.tidings.dispatcher.channel.smpp.SmppSettings.Wording;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartWriterTest {
    private static final String LONG = "€uro ".repeat(60);
    private static final String LONG_UCS2 = "漢字😀".repeat(40);

    private static List<Part> write(Parts parts, String text) {
        return new PartWriter(new Wording(parts, (byte) 0)).write(text, 0x1fe);
    }

    @ParameterizedTest
    @EnumSource(Parts.class)
    void aShortTextIsOnePlainPart(Parts parts) {
        Part only = write(parts, "Hi @ [5 €]").getFirst();
        assertThat(only.esmClass()).isZero();
        assertThat(only.dataCoding()).isZero();
        assertThat(only.text()).asHexString().isEqualTo("486920002 01B3C3520 1B65 1B3E".replace(" ", ""));
        assertThat(only.parameters()).isEmpty();
        assertThat(only.last()).isTrue();
    }

    @Test
    void whatTheAlphabetLacksIsUcs2() {
        Part only = write(Parts.UDH, "漢😀").getFirst();
        assertThat(only.dataCoding()).isEqualTo((byte) 8);
        assertThat(only.text()).asHexString().isEqualTo("6F22D83DDE00");
    }

    @Test
    void theGsmAlphabetIsToldAsTheAccountSays() {
        assertThat(new PartWriter(new Wording(Parts.UDH, (byte) 0xf1))
                        .write("Hi", 0)
                        .getFirst()
                        .dataCoding())
                .isEqualTo((byte) 0xf1);
    }

    @Test
    void aLongTextHasAHeaderInEachPart() {
        List<Part> parts = write(Parts.UDH, LONG);
        assertThat(parts).hasSize(SmsParts.of(LONG)).hasSize(3);
        for (int number = 1; number <= 3; number++) {
            Part part = parts.get(number - 1);
            assertThat(part.esmClass()).isEqualTo((byte) 0x40);
            assertThat(Arrays.copyOf(part.text(), 6)).containsExactly(5, 0, 3, 0xfe, 3, number);
            assertThat(part.text().length).isLessThanOrEqualTo(159);
            assertThat(part.last()).isEqualTo(number == 3);
        }
    }

    @Test
    void aLongTextInUcs2FitsItsParts() {
        List<Part> parts = write(Parts.UDH, LONG_UCS2);
        assertThat(parts).hasSize(SmsParts.of(LONG_UCS2)).allSatisfy(part -> {
            assertThat(part.text().length).isLessThanOrEqualTo(140);
            assertThat(part.dataCoding()).isEqualTo((byte) 8);
        });
    }

    @Test
    void aLongTextIsToldApartByParameters() {
        List<Part> parts = write(Parts.SAR, LONG);
        assertThat(parts).hasSize(3).allSatisfy(part -> {
            assertThat(part.esmClass()).isZero();
            assertThat(part.text().length).isLessThanOrEqualTo(153);
        });
        assertThat(parts.get(1).parameters().stream().map(OptionalParameter::serialize))
                .containsExactly(
                        new byte[] {0x02, 0x0c, 0, 2, 0x01, (byte) 0xfe},
                        new byte[] {0x02, 0x0e, 0, 1, 3},
                        new byte[] {0x02, 0x0f, 0, 1, 2});
    }

    @Test
    void aLongTextIsOnePayload() {
        List<Part> parts = write(Parts.PAYLOAD, LONG_UCS2);
        assertThat(parts).hasSize(1);
        Part only = parts.getFirst();
        assertThat(only.text()).isEmpty();
        assertThat(only.last()).isTrue();
        assertThat(only.parameters().getFirst())
                .isInstanceOfSatisfying(
                        OptionalParameter.Message_payload.class,
                        payload -> assertThat(payload.getValue())
                                .isEqualTo(LONG_UCS2.getBytes(StandardCharsets.UTF_16BE)));
    }

    @Test
    void showsNothingOfTheText() {
        assertThat(write(Parts.UDH, LONG).toString()).doesNotContain("uro");
    }
}
