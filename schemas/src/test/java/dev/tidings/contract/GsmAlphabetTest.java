package dev.tidings.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GsmAlphabetTest {
    /** Taken from the table of 3GPP TS 23.038. */
    @ParameterizedTest
    @CsvSource({"@,0", "£,1", "_,17", "Ξ,26", "Æ,28", "É,31", "0,48", "¡,64", "A,65", "§,95", "¿,96", "a,97", "à,127"})
    void writesOneValueForEachOfItsCharacters(String character, byte value) {
        assertThat(GsmAlphabet.unpacked(character)).containsExactly(value);
    }

    @ParameterizedTest
    @CsvSource({"^,20", "{,40", "},41", "\\,47", "[,60", "~,61", "],62", "|,64", "€,101"})
    void writesAnEscapeBeforeThoseOfItsExtension(String character, byte value) {
        assertThat(GsmAlphabet.unpacked(character)).containsExactly((byte) 0x1b, value);
    }

    @Test
    void lacksWhatIsNotInIt() {
        assertThat(GsmAlphabet.holds("Grüße @ 5 €")).isTrue();
        assertThat(GsmAlphabet.holds("naïve")).isFalse();
        assertThat(GsmAlphabet.holds("😀")).isFalse();
        assertThat(GsmAlphabet.holds("\u001b")).isFalse();
        assertThatThrownBy(() -> GsmAlphabet.unpacked("ж"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("ж");
    }
}
