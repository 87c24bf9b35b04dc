package dev.tidings.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts that a text takes as an SMS, which is what providers count and charge. By 3GPP TS 23.038 and 23.040: 160 characters of
 * the GSM 7-bit alphabet in one part, or 153 in each of several; with any other character 70 UTF-16 units, or 67. Characters of the
 * alphabet's extension count two. No part ends within an extension's pair or within a surrogate pair.
 */
public final class SmsParts {
    private SmsParts() {}

    /** How many: 1 or more; an empty text takes one. */
    public static int of(String text) {
        return split(text).size();
    }

    /** What goes into each of them: the text again, put together. All are written as the whole text has to be. */
    public static List<String> split(String text) {
        return GsmAlphabet.holds(text) ? split(text, true, 160, 153) : split(text, false, 70, 67);
    }

    private static List<String> split(String text, boolean seven, int single, int each) {
        List<String> parts = new ArrayList<>();
        int units = 0;
        int start = 0;
        int inPart = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int size = seven ? GsmAlphabet.length(character) : Character.charCount(character);
            units += size;
            if (inPart + size > each) {
                parts.add(text.substring(start, i));
                start = i;
                inPart = 0;
            }
            inPart += size;
            i += Character.charCount(character);
        }
        if (units <= single) {
            return List.of(text);
        }
        parts.add(text.substring(start));
        return List.copyOf(parts);
    }
}
