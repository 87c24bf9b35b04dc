package dev.tidings.contract;

/**
 * How many parts a text takes as an SMS, which is what providers count and charge. By 3GPP TS 23.038 and 23.040: 160 characters of
 * the GSM 7-bit alphabet in one part, or 153 in each of several; with any other character 70 UTF-16 units, or 67. Characters of the
 * alphabet's extension count two. No part ends within an extension's pair or within a surrogate pair.
 */
public final class SmsParts {
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private SmsParts() {}

    /** 1 or more; an empty text takes one. */
    public static int of(String text) {
        boolean seven = text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENSION.indexOf(c) >= 0);
        return seven ? count(text, true, 160, 153) : count(text, false, 70, 67);
    }

    private static int count(String text, boolean seven, int single, int each) {
        int units = 0;
        int parts = 1;
        int inPart = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int size = seven ? (EXTENSION.indexOf(character) >= 0 ? 2 : 1) : Character.charCount(character);
            units += size;
            if (inPart + size > each) {
                parts++;
                inPart = 0;
            }
            inPart += size;
            i += Character.charCount(character);
        }
        return units <= single ? 1 : parts;
    }
}
