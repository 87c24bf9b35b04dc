package dev.tidings.testbed.simulator.viber;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Json;
import java.util.Optional;

/**
 * What Viber thinks of a call; HTTP says 200 whatever it is.
 *
 * @param number Viber's number of it.
 * @param message What it says; empty for nothing.
 */
record Status(int number, String message) {
    static Optional<Status> of(int number, String message) {
        return Optional.of(new Status(number, message));
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("status", number);
        return message.isEmpty() ? json : json.put("status_message", message);
    }

    Answer answer() {
        return Answer.json(200, json());
    }

    /** How an HTTP status, or a number of Viber's own, is told. */
    static Answer trouble(int status, Optional<Status> asked, Status unauthorized, Status throttled) {
        if (asked.isPresent()) {
            return Answer.json(status, asked.get().json());
        }
        return switch (status) {
            case 401, 403 -> Answer.json(status, unauthorized.json());
            case 429 -> Answer.json(status, throttled.json());
            default -> Answer.gateway(status);
        };
    }
}
