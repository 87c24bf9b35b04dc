package dev.tidings.dispatcher.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "id:0123456789 sub:001 dlvrd:001 submit date:2611231200 done date:2611231201 stat:DELIVRD err:000 text:Your"
                        + " order;0123456789;DELIVRD;000",
                "id:ab-12_X sub:001 dlvrd:000 submit date:2611231200 done date:2611231201 stat:UNDELIV err:011"
                        + " Text:;ab-12_X;UNDELIV;011",
                "ID:7 STAT:delivrd ERR:A1;7;DELIVRD;A1",
                "id: 7 stat: EXPIRED err: 3;7;EXPIRED;3",
                "stat:REJECTD id:7;7;REJECTD;''",
                "id:7;7;'';''",
                "stat:DELIVRD err:000;'';DELIVRD;000",
                "id:7 stat: err:001;7;'';001",
                "id: stat:DELIVRD;'';DELIVRD;''",
                "text:id:9 stat:DELIVRD;'';'';''",
                "id:7 text:id:9 stat:DELIVRD;7;'';''",
                "paid:9 restat:X;'';'';''",
                "'';'';'';''",
            })
    void readsTheFieldsThatThereAre(String text, String id, String state, String error) {
        assertThat(ReceiptText.parse(text)).isEqualTo(new ReceiptText(id, state, error));
    }

    @Test
    void readsNoMoreThanTheBeginning() {
        assertThat(ReceiptText.parse(" ".repeat(70_000) + "id:7 stat:DELIVRD")).isEqualTo(new ReceiptText("", "", ""));
        assertThat(ReceiptText.parse("id:" + "9".repeat(70_000)).id()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void makesOfGarbageNothingLong(long seed) {
        Random random = new Random(seed);
        String[] pieces = {"id:", "stat:", "err:", "text:", " ", "7", "DELIVRD", "\0", "é", ":", "\n", "漢"};
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(60); left > 0; left--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            ReceiptText read = ReceiptText.parse(text.toString());
            assertThat(read.id().length()).isLessThanOrEqualTo(64);
            assertThat(read.id()).doesNotContain(" ", ":", "\n");
        }
    }
}
