package dev.tidings.testbed.simulator.line;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error as LINE words it.
 *
 * @param status HTTP status.
 * @param message What went wrong.
 * @param detail Where in the body, and what; null where LINE says no more.
 */
record LineError(int status, String message, @Nullable Detail detail) {
    static final String MONTHLY_LIMIT = "monthly-limit";

    /**
     * More on an error.
     *
     * @param property Where.
     * @param message What.
     */
    record Detail(String property, String message) {}

    LineError(int status, String message) {
        this(status, message, null);
    }

    static Optional<LineError> detail(String property, String message) {
        return Optional.of(new LineError(400, "The request body has 1 error(s)", new Detail(property, message)));
    }

    static LineError monthlyLimit() {
        return new LineError(429, "You have reached your monthly limit.");
    }

    /** The usual error of an HTTP status. */
    static LineError of(int status) {
        return new LineError(
                status,
                switch (status) {
                    case 400 -> "Failed to send messages";
                    case 401 ->
                        "Authentication failed. Confirm that the access token in the authorization header is valid.";
                    case 403 -> "Access to this API is not available for your account";
                    case 404 -> "Not found";
                    case 415 -> "The content type is not supported";
                    case 429 -> "The API rate limit has been exceeded. Try again later.";
                    default -> status >= 500 ? "Internal Server Error" : "The request was refused";
                });
    }

    Answer answer() {
        ObjectNode root = Json.object().put("message", message);
        if (detail != null) {
            root.putArray("details")
                    .addObject()
                    .put("message", detail.message())
                    .put("property", detail.property());
        }
        return Answer.json(status, root);
    }
}
