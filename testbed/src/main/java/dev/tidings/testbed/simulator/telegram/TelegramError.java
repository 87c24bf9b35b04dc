package dev.tidings.testbed.simulator.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Json;
import java.util.Optional;

/**
 * An error as the Bot API words it.
 *
 * @param code Telegram's code, which is the HTTP status.
 * @param description What went wrong.
 */
record TelegramError(int code, String description) {
    private static final int TOO_MANY = 429;
    private static final int RETRY_AFTER_SECONDS = 5;

    static Optional<TelegramError> bad(String what) {
        return Optional.of(new TelegramError(400, "Bad Request: " + what));
    }

    /** The usual error of an HTTP status. */
    static TelegramError of(int status) {
        return new TelegramError(
                status,
                switch (status) {
                    case 400 -> "Bad Request: chat not found";
                    case 401 -> "Unauthorized";
                    case 403 -> "Forbidden: bot was blocked by the user";
                    case 404 -> "Not Found";
                    case 413 -> "Request Entity Too Large";
                    case TOO_MANY -> "Too Many Requests: retry after " + RETRY_AFTER_SECONDS;
                    default -> status >= 500 ? "Internal Server Error" : "Bad Request";
                });
    }

    Answer answer() {
        ObjectNode root = Json.object().put("ok", false).put("error_code", code).put("description", description);
        if (code == TOO_MANY) {
            root.putObject("parameters").put("retry_after", RETRY_AFTER_SECONDS);
        }
        return Answer.json(code, root);
    }
}
