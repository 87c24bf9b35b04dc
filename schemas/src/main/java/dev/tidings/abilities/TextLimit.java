package dev.tidings.abilities;

import dev.tidings.contract.RequestRules;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * How long a text may be.
 *
 * @param most the longest, 0: no text at all
 * @param unit what is counted
 */
public record TextLimit(int most, Unit unit) {
    /** None at all. */
    public static final TextLimit NONE = characters(0);

    /** What providers count. */
    public enum Unit {
        /** Unicode code points. */
        CHARACTERS {
            @Override
            int length(String text) {
                return RequestRules.characters(text);
            }
        },
        /** UTF-16 code units: an emoji is two of them. */
        UTF16_UNITS {
            @Override
            int length(String text) {
                return text.length();
            }
        },
        UTF8_BYTES {
            @Override
            int length(String text) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        };

        abstract int length(String text);

        private String words() {
            return this == CHARACTERS ? "characters" : name().replace('_', ' ').toLowerCase(Locale.ROOT);
        }
    }

    /** So many Unicode code points. */
    public static TextLimit characters(int most) {
        return new TextLimit(most, Unit.CHARACTERS);
    }

    boolean allows(String text) {
        return unit.length(text) <= most;
    }

    String words() {
        return most + " " + unit.words();
    }
}
