package dev.tidings.dispatcher.channel.provider;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An answer as adapters read it.
 *
 * @param status HTTP status
 * @param headers the first value of each, by its name in lower case
 * @param json the body; missing where it is no JSON
 */
public record Reply(int status, Map<String, String> headers, JsonNode json) {
    /** The header's value; empty: there is none. */
    public String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    /** Tells the status only: bodies quote addresses. */
    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
