package dev.tidings.testbed.simulator.twilio;

/** How many SMS parts a text takes. */
final class Segments {
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private Segments() {}

    static int count(String text) {
        int units = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (EXTENSION.indexOf(c) >= 0) {
                units += 2;
            } else if (BASIC.indexOf(c) >= 0) {
                units++;
            } else {
                return parts(text.length(), 70, 67);
            }
        }
        return parts(units, 160, 153);
    }

    private static int parts(int units, int single, int each) {
        return units <= single ? 1 : (units + each - 1) / each;
    }
}
