package dev.tidings.testbed.simulator.viber;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.First;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A business message as it is checked: text and pictures. */
final class BusinessMessage {
    private static final int BAD_DATA = 3;
    private static final int BAD_TYPE = 5;
    private static final int BAD_PARAMETERS = 6;
    private static final int BAD_LABEL = 18;
    private static final int BAD_TTL = 20;
    private static final int BAD_NUMBER = 27;
    private static final Set<String> KNOWN =
            Set.of("service_id", "dest", "seq", "type", "label", "ttl", "message", "tag", "tracking_data");
    /** What each type holds. */
    private static final Map<Integer, Set<String>> TYPES = Map.of(
            206, Set.of("#txt", "#tracking_data"),
            225, Set.of("#txt", "#tracking_data"),
            107, Set.of("#img"));

    private BusinessMessage() {}

    static Optional<Status> problem(JsonNode message) {
        return First.of(
                () -> unknown(message),
                () -> message.path("dest").asText().matches("[1-9]\\d{6,14}")
                        ? Optional.empty()
                        : Status.of(BAD_NUMBER, ""),
                () -> Set.of("promotion", "transaction")
                                .contains(message.path("label").asText())
                        ? Optional.empty()
                        : Status.of(BAD_LABEL, ""),
                () -> ttl(message.path("ttl")),
                () -> content(message.path("type").asInt(), message.path("message")));
    }

    private static Optional<Status> unknown(JsonNode message) {
        return message.properties().stream().allMatch(field -> KNOWN.contains(field.getKey()))
                ? Optional.empty()
                : Status.of(BAD_PARAMETERS, "");
    }

    private static Optional<Status> ttl(JsonNode ttl) {
        return ttl.isMissingNode() || (ttl.isIntegralNumber() && ttl.asLong() >= 30 && ttl.asLong() <= 1_209_600)
                ? Optional.empty()
                : Status.of(BAD_TTL, "");
    }

    private static Optional<Status> content(int type, JsonNode content) {
        Set<String> fields = TYPES.get(type);
        if (fields == null) {
            return Status.of(BAD_TYPE, "");
        }
        boolean whole = content.isObject()
                && content.properties().stream()
                        .allMatch(field -> fields.contains(field.getKey())
                                && field.getValue().isTextual())
                && fields.stream().allMatch(content::has);
        if (!whole) {
            return Status.of(BAD_PARAMETERS, "");
        }
        String text = content.path("#txt").asText("-");
        return text.isEmpty() || text.codePointCount(0, text.length()) > 1_000
                ? Status.of(BAD_DATA, "")
                : Optional.empty();
    }
}
