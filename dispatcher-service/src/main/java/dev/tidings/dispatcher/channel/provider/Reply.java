package dev.tidings.dispatcher.channel.provider;

import tools.jackson.databind.JsonNode;

/**
 * An answer as adapters read it.
 *
 * @param status HTTP status
 * @param json the body; missing where it is no JSON
 */
public record Reply(int status, JsonNode json) {
    /** Tells the status only: bodies quote addresses. */
    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
