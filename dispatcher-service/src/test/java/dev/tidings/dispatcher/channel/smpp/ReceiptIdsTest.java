package dev.tidings.dispatcher.channel.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptIdsTest {
    @ParameterizedTest
    @CsvSource({
        "SAME,00FF,00FF",
        "DECIMAL,000000ff,255",
        "DECIMAL,FF,0000000255",
        "HEXADECIMAL,0000000255,ff",
        "HEXADECIMAL,255,00FF",
        "DECIMAL,ffffffffffffffffffff,1208925819614629174706175"
    })
    void answerAndReceiptMeet(ReceiptIds ids, String answered, String reported) {
        assertThat(ids.ofAnswer(answered)).isEqualTo(ids.ofText(reported));
    }

    @ParameterizedTest
    @CsvSource({"SAME,0042", "DECIMAL,not-a-number", "HEXADECIMAL,ab-12"})
    void whatIsNoNumberStaysAsItIs(ReceiptIds ids, String id) {
        assertThat(ids.ofAnswer(id)).isEqualTo(id);
        assertThat(ids.ofText(id)).isEqualTo(id);
    }
}
