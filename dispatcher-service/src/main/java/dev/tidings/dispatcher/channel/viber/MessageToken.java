package dev.tidings.dispatcher.channel.viber;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Viber's id of a message: a 64-bit number, of which a floating point number would lose the last digits. */
final class MessageToken {
    private static final int LONGEST = 64;

    private MessageToken() {}

    /** Its digits, whether it came as a number or as text. Empty: there is none. */
    static Optional<String> of(JsonNode node) {
        String text = node.isIntegralNumber() || node.isString() ? node.asString("") : "";
        return text.isBlank() || text.length() > LONGEST ? Optional.empty() : Optional.of(text);
    }
}
