package dev.tidings.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void splitsAnyTextIntoPartsThatFitAndAreTheTextAgain(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            boolean seven = random.nextBoolean();
            String text = text(random, seven);
            List<String> parts = SmsParts.split(text);

            assertThat(String.join("", parts)).isEqualTo(text);
            assertThat(SmsParts.of(text)).isEqualTo(parts.size());
            boolean several = parts.size() > 1;
            for (String part : parts) {
                if (GsmAlphabet.holds(text)) {
                    assertThat(GsmAlphabet.unpacked(part).length).isLessThanOrEqualTo(several ? 153 : 160);
                } else {
                    assertThat(part.length()).isLessThanOrEqualTo(several ? 67 : 70);
                    assertThat(Character.isLowSurrogate((part + " ").charAt(0))).isFalse();
                }
            }
            if (several) {
                assertThat(parts.subList(0, parts.size() - 1))
                        .allSatisfy(part -> assertThat(units(part, text))
                                .isGreaterThanOrEqualTo(GsmAlphabet.holds(text) ? 152 : 66));
            }
        }
    }

    private static int units(String part, String whole) {
        return GsmAlphabet.holds(whole) ? GsmAlphabet.unpacked(part).length : part.length();
    }

    private static String text(Random random, boolean seven) {
        String alphabet = seven ? "abc@€[é 1" : "aж€漢😀é";
        int[] characters = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(700); left > 0; left--) {
            text.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }
}
