package dev.tidings.testbed.simulator.alibaba;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Answer;
import dev.tidings.testbed.simulator.provider.Json;
import java.util.Optional;

/**
 * An error as Alibaba Cloud's gateway, or a service behind it, tells it.
 *
 * @param status HTTP status.
 * @param code Its code.
 * @param message What went wrong; like the real ones it may quote an address.
 */
record CloudError(int status, String code, String message) {
    /** The gateway refuses a call with a 400. */
    static Optional<CloudError> of(String code, String message) {
        return Optional.of(new CloudError(400, code, message));
    }

    /** A service refuses with a 200. */
    static Optional<CloudError> byService(String code, String message) {
        return Optional.of(new CloudError(200, code, message));
    }

    /** The gateway's usual error of an HTTP status. */
    static CloudError of(int status) {
        return switch (status) {
            case 401, 403 -> new CloudError(status, "Forbidden.RAM", "User not authorized to operate on the resource.");
            case 404 -> new CloudError(404, "InvalidAction.NotFound", "Specified api is not found.");
            case 429 -> new CloudError(429, "Throttling.User", "Request was denied due to user flow control.");
            case 503 -> new CloudError(503, "ServiceUnavailable", "The request has failed due to a temporary failure.");
            default ->
                status >= 500
                        ? new CloudError(status, "InternalError", "The request processing has failed.")
                        : new CloudError(status, "InvalidParameter", "The specified parameter is not valid.");
        };
    }

    /** What codes look like: words with points and underscores, or a chat app's numbers. */
    static boolean isCode(String code) {
        return code.matches("[\\w.-]{1,64}");
    }

    /** How it is answered where the service's own code stands in a field of this name. */
    Answer answer(String codeField, String messageField, String requestId) {
        boolean byService = status == 200;
        ObjectNode json = Json.object()
                .put("RequestId", requestId)
                .put(byService ? codeField : "Code", code)
                .put(byService ? messageField : "Message", message);
        return Answer.json(status, json);
    }
}
