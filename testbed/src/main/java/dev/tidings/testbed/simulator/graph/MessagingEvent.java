package dev.tidings.testbed.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.testbed.simulator.provider.Json;
import java.time.Instant;

/**
 * What happened in a conversation of Messenger or Instagram.
 *
 * @param object What owns it: page or instagram.
 * @param owner The owner's id.
 * @param person Who else is in it.
 * @param at When it happened.
 */
public record MessagingEvent(String object, String owner, String person, Instant at) {
    /** The webhook that says so, with what happened under that name. */
    public ObjectNode saying(String name, JsonNode what) {
        ObjectNode root = Json.object().put("object", object);
        ObjectNode entry = root.putArray("entry").addObject().put("id", owner).put("time", at.toEpochMilli());
        ObjectNode event = entry.putArray("messaging").addObject();
        event.putObject("sender").put("id", person);
        event.putObject("recipient").put("id", owner);
        event.put("timestamp", at.toEpochMilli()).set(name, what);
        return root;
    }

    @Override
    public String toString() {
        return "MessagingEvent[hidden]";
    }
}
