package dev.tidings.local.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "0.0042, 4.2 ms",
        "0.01, 10 ms",
        "0.4567, 457 ms",
        "0.9996, 1.0 s",
        "59.94, 59.9 s",
        "59.96, 1 min",
        "3580, 1.0 h"
    })
    void tellsALengthOfTimeInTheUnitThatFits(double seconds, String told) {
        assertThat(Amount.seconds(seconds)).hasToString(told);
    }

    @ParameterizedTest
    @CsvSource({"1, 100 %", "0.99999, 99.9 %", "0.99, 99.0 %", "0, 0.0 %"})
    void aHundredPercentIsAll(double share, String told) {
        assertThat(Amount.percent(share)).hasToString(told);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "999.4, 999", "12345, '12,345'", "1234567, 1.23 million"})
    void tellsACount(double count, String told) {
        assertThat(Amount.count(count)).hasToString(told);
    }

    @ParameterizedTest
    @CsvSource({"0.04, 0.0", "9.94, 9.9", "9.96, 10", "1234, '1,234'"})
    void tellsARate(double perSecond, String told) {
        assertThat(Amount.rate(perSecond)).hasToString(told);
    }
}
