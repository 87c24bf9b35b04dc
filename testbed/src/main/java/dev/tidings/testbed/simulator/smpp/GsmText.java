package dev.tidings.testbed.simulator.smpp;

import java.util.Map;

/** Reads texts in the GSM default alphabet, a value in each byte: written down once more, apart from what wrote them. */
final class GsmText {
    private static final String ALPHABET = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final Map<Integer, Character> ESCAPED = Map.of(
            0x0a, '\f', 0x14, '^', 0x28, '{', 0x29, '}', 0x2f, '\\', 0x3c, '[', 0x3d, '~', 0x3e, ']', 0x40, '|', 0x65,
            '€');

    private GsmText() {}

    /** What has no meaning becomes a question mark, as on a phone a blank or a box. */
    static String read(byte[] values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            int value = values[i];
            if (value == ALPHABET.indexOf('\u001b') && i + 1 < values.length) {
                text.append(ESCAPED.getOrDefault((int) values[++i], '?'));
            } else {
                text.append(value < 0 ? '?' : ALPHABET.charAt(value));
            }
        }
        return text.toString();
    }
}
