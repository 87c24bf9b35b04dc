package dev.tidings.contract;

import java.io.ByteArrayOutputStream;

/**
 * The 7-bit default alphabet of 3GPP TS 23.038 and its extension, of which each character is written as an escape and a second
 * value, so that it counts two.
 */
public final class GsmAlphabet {
    private static final int ESCAPE = 0x1b;

    /** In the order of their values, without the escape. */
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final String EXTENSION = "\f^{}\\[~]|€";
    private static final int[] EXTENSION_VALUES = {0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65};

    private GsmAlphabet() {}

    /** Whether it has every character of the text. */
    public static boolean holds(String text) {
        return text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENSION.indexOf(c) >= 0);
    }

    /** How many values a character of it takes. */
    static int length(int character) {
        return EXTENSION.indexOf(character) >= 0 ? 2 : 1;
    }

    /**
     * The values of a text, one in each byte.
     *
     * @throws IllegalArgumentException when it has other characters
     */
    public static byte[] unpacked(String text) {
        ByteArrayOutputStream values = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            write(text.charAt(i), values);
        }
        return values.toByteArray();
    }

    private static void write(char character, ByteArrayOutputStream values) {
        int basic = BASIC.indexOf(character);
        int extended = EXTENSION.indexOf(character);
        if (basic >= 0) {
            values.write(basic < ESCAPE ? basic : basic + 1);
        } else if (extended >= 0) {
            values.write(ESCAPE);
            values.write(EXTENSION_VALUES[extended]);
        } else {
            throw new IllegalArgumentException("the alphabet lacks a character of the text");
        }
    }
}
