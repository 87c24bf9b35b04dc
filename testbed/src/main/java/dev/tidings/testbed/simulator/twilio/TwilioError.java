package dev.tidings.testbed.simulator.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Json;
import java.util.Optional;

/**
 * An error as Twilio's REST API words it.
 *
 * @param status HTTP status.
 * @param code Twilio's code.
 * @param message What went wrong; like the real ones it may quote the number.
 */
record TwilioError(int status, int code, String message) {
    static Optional<TwilioError> bad(int code, String message) {
        return Optional.of(new TwilioError(400, code, message));
    }

    static TwilioError unauthorized() {
        return new TwilioError(401, 20003, "Authenticate");
    }

    static TwilioError notFound(String path) {
        return new TwilioError(404, 20404, "The requested resource " + path + " was not found");
    }

    /** The usual error of an HTTP status. */
    static TwilioError of(int status) {
        return switch (status) {
            case 401 -> unauthorized();
            case 403 -> new TwilioError(403, 20403, "403 Forbidden");
            case 404 -> new TwilioError(404, 20404, "The requested resource was not found");
            case 429 -> new TwilioError(429, 20429, "Too Many Requests");
            case 503 -> new TwilioError(503, 20503, "Service unavailable");
            default -> new TwilioError(status, status >= 500 ? 20500 : 20001, "An error occurred");
        };
    }

    Answer answer() {
        ObjectNode root = Json.object()
                .put("code", code)
                .put("message", message)
                .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                .put("status", status);
        return Answer.json(status, root);
    }
}
