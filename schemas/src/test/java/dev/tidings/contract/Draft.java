package dev.tidings.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A good minimal request whose fields can be changed by name. */
@SuppressWarnings("unchecked")
final class Draft {
    private final Map<String, Object> fields = new HashMap<>(Map.of(
            "requestId", "id",
            "tenant", "acme",
            "source", "orders",
            "channel", "whatsapp",
            "accountId", "shop",
            "recipient", "+6581234567",
            "content", new TextContent("Hello"),
            "priority", Priority.NORMAL,
            "metadata", Map.of()));

    Draft with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    SendRequest request() {
        return new SendRequest(
                get("requestId", String.class),
                get("tenant", String.class),
                get("source", String.class),
                find("campaignId", String.class),
                get("channel", String.class),
                get("accountId", String.class),
                get("recipient", String.class),
                get("content", RequestContent.class),
                find("sendAt", Instant.class),
                find("spread", Duration.class),
                find("deliveryWindow", DeliveryWindow.class),
                find("validFor", Duration.class),
                get("priority", Priority.class),
                find("onUncertain", OnUncertain.class),
                find("fallback", FallbackChoice.class),
                get("metadata", Map.class));
    }

    private <T> T get(String field, Class<T> type) {
        T value = find(field, type);
        if (value == null) {
            throw new AssertionError("no " + field);
        }
        return value;
    }

    private <T> @Nullable T find(String field, Class<T> type) {
        return type.cast(fields.get(field));
    }
}
