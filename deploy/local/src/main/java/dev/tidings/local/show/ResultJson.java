package dev.tidings.local.show;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.contract.DeliveryResult;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Results as JSON, with the contract's field names; times in ISO 8601, and absent where the result has none. */
final class ResultJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ResultJson() {}

    static String array(List<DeliveryResult> results) {
        ArrayNode array = JSON.createArrayNode();
        results.forEach(result -> array.add(object(result)));
        try {
            return JSON.writeValueAsString(array);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers can always be written", e);
        }
    }

    private static ObjectNode object(DeliveryResult result) {
        ObjectNode json = JSON.createObjectNode()
                .put("eventId", result.eventId())
                .put("requestId", result.requestId())
                .put("tenant", result.tenant());
        put(json, "campaignId", result.campaignId());
        json.put("step", result.step())
                .put("status", result.status().name())
                .put("channel", result.channel())
                .put("accountId", result.accountId())
                .put("attempt", result.attempt());
        put(json, "reason", result.reason());
        put(json, "detail", result.detail());
        put(json, "providerCode", result.providerCode());
        put(json, "providerMessageId", result.providerMessageId());
        json.put("possibleDuplicate", result.possibleDuplicate());
        put(json, "dueAt", result.dueAt());
        json.put("occurredAt", result.occurredAt().toString());
        put(json, "policyId", result.policyId());
        json.set("metadata", JSON.valueToTree(result.metadata()));
        return json;
    }

    private static void put(ObjectNode json, String field, @Nullable Object value) {
        if (value != null) {
            json.put(field, Objects.toString(value));
        }
    }
}
