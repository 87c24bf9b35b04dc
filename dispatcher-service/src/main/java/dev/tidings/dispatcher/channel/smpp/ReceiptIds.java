package dev.tidings.dispatcher.channel.smpp;

import java.math.BigInteger;

/**
 * How the text of a receipt writes the id of a message. Some centres answer a message in one number system and report on it in the
 * other: both are then brought to decimal digits without leading zeros, whatever the length that each is filled up to.
 */
enum ReceiptIds {
    /** As the answer did. */
    SAME(0, 0),
    /** In decimal digits, where the answer had hexadecimal ones. */
    DECIMAL(16, 10),
    /** In hexadecimal digits, where the answer had decimal ones. */
    HEXADECIMAL(10, 16);

    private final int answered;
    private final int reported;

    ReceiptIds(int answered, int reported) {
        this.answered = answered;
        this.reported = reported;
    }

    /** The id that a message goes by, out of what it was answered with, or a receipt's receipted_message_id, which repeats that. */
    String ofAnswer(String id) {
        return common(id, answered);
    }

    /** The same out of a receipt's text. */
    String ofText(String id) {
        return common(id, reported);
    }

    private static String common(String id, int radix) {
        String digits = radix == 16 ? "[0-9A-Fa-f]+" : "[0-9]+";
        return radix != 0 && id.matches(digits) ? new BigInteger(id, radix).toString() : id;
    }
}
