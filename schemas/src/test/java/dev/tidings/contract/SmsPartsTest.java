package dev.tidings.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsPartsTest {
    @ParameterizedTest
    @CsvSource({
        "a,160,1", "a,161,2", "a,306,2", "a,307,3", "€,80,1", "€,81,2", "ж,70,1", "ж,71,2", "ж,134,2", "ж,135,3",
        "😀,35,1", "😀,36,2"
    })
    void countsUnitsOfTheAlphabetItNeeds(String character, int times, int parts) {
        assertThat(SmsParts.of(character.repeat(times))).isEqualTo(parts);
    }

    @Test
    void oneForeignCharacterMakesAllOfItUcs2() {
        assertThat(SmsParts.of("a".repeat(70) + "ж")).isEqualTo(2);
    }

    @Test
    void splitsNoPair() {
        // 153 units would end within the euro sign's pair: it goes into the second part, which then holds one more.
        assertThat(SmsParts.of("a".repeat(152) + "€" + "a".repeat(151))).isEqualTo(2);
        assertThat(SmsParts.of("a".repeat(152) + "€" + "a".repeat(152))).isEqualTo(3);
        assertThat(SmsParts.of("ж".repeat(66) + "😀" + "ж".repeat(66))).isEqualTo(3);
    }

    @Test
    void anEmptyTextTakesOne() {
        assertThat(SmsParts.of("")).isEqualTo(1);
    }
}
