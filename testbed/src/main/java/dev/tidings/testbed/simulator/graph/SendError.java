package dev.tidings.testbed.simulator.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Json;
import org.jspecify.annotations.Nullable;

/**
 * An error as the Send API words it.
 *
 * @param status HTTP status.
 * @param code The code.
 * @param subcode More on a few codes; null on most.
 * @param message What is wrong in this call.
 */
record SendError(int status, int code, @Nullable Integer subcode, String message) {
    static SendError invalid(String message) {
        return new SendError(400, 100, null, "(#100) " + message);
    }

    static SendError unauthorized(String message) {
        return new SendError(400, 190, null, message);
    }

    static SendError unknownObject(String id) {
        return new SendError(
                400,
                100,
                33,
                "Unsupported post request. Object with ID '" + id
                        + "' does not exist, cannot be loaded due to missing permissions, or does not support this operation.");
    }

    static SendError unknownPerson() {
        return new SendError(400, 100, 2018001, "(#100) No matching user found");
    }

    static SendError outsideWindow() {
        return new SendError(403, 10, 2018278, "(#10) This message is sent outside of allowed window.");
    }

    /**
     * The error of a code, with the HTTP status asked for.
     *
     * @param code A number, and perhaps a slash and a subcode.
     */
    static SendError with(int status, String code) {
        int slash = code.indexOf('/');
        int number = Integer.parseInt(slash < 0 ? code : code.substring(0, slash));
        Integer subcode = slash < 0 ? null : Integer.valueOf(code.substring(slash + 1));
        return new SendError(status, number, subcode, "(#" + number + ") Error " + code);
    }

    /** The usual error of an HTTP status. */
    static SendError of(int status) {
        return switch (status) {
            case 401 -> new SendError(status, 190, null, "Invalid OAuth access token.");
            case 403 -> new SendError(status, 10, null, "(#10) Application does not have permission for this action");
            case 429 -> new SendError(status, 613, null, "(#613) Calls to this api have exceeded the rate limit.");
            case 503 -> new SendError(status, 2, null, "(#2) Service temporarily unavailable");
            default ->
                status >= 500
                        ? new SendError(status, 1, null, "(#1) An unknown error occurred")
                        : new SendError(status, 100, null, "(#100) Invalid parameter");
        };
    }

    Answer answer(String trace) {
        ObjectNode root = Json.object();
        ObjectNode error = root.putObject("error");
        error.put("message", message);
        error.put("type", "OAuthException");
        error.put("code", code);
        if (subcode != null) {
            error.put("error_subcode", subcode);
        }
        error.put("fbtrace_id", trace);
        return Answer.json(status, root);
    }
}
