package dev.tidings.local.declare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.local.settings.Spans;
import dev.tidings.local.settings.UserError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One entry of a catalog file: hands out its fields, names itself in every complaint, and knows which were read. */
final class CatalogEntry {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");

    private final String name;
    private final JsonNode json;
    private final Map<String, String> variables;
    private final Set<String> read = new HashSet<>();

    CatalogEntry(String name, JsonNode json, Map<String, String> variables) {
        this.name = name;
        this.json = json;
        this.variables = variables;
        if (!json.isObject()) {
            throw wrong("is no JSON object");
        }
    }

    String text(String field) {
        String value = optionalText(field);
        if (value == null || value.isBlank()) {
            throw wrong(field + " is missing");
        }
        return value;
    }

    @Nullable
    String optionalText(String field) {
        JsonNode value = field(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(field + " is no text");
        }
        return resolved(field, value.textValue());
    }

    boolean yes(String field) {
        JsonNode value = field(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong(field + " is neither true nor false");
        }
        return value.asBoolean(true);
    }

    @Nullable
    Long optionalNumber(String field) {
        JsonNode value = field(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToLong() || value.longValue() < 1) {
            throw wrong(field + " is no positive whole number");
        }
        return value.longValue();
    }

    @Nullable
    Integer optionalInt(String field) {
        Long value = optionalNumber(field);
        if (value != null && value > Integer.MAX_VALUE) {
            throw wrong(field + " is too large");
        }
        return value == null ? null : value.intValue();
    }

    @Nullable
    Duration optionalSpan(String field) {
        String value = optionalText(field);
        return value == null ? null : check(() -> Spans.span(value));
    }

    <E extends Enum<E>> E choice(String field, Class<E> type, E otherwise) {
        String value = optionalText(field);
        return value == null ? otherwise : choice(field, type, value);
    }

    <E extends Enum<E>> Set<E> choices(String field, Class<E> type) {
        Set<E> all = new HashSet<>();
        texts(field).forEach(value -> all.add(choice(field, type, value)));
        return all;
    }

    <E extends Enum<E>> E choice(String field, Class<E> type, String value) {
        List<E> allowed = Arrays.stream(type.getEnumConstants())
                .filter(e -> !e.name().equals("UNRECOGNIZED"))
                .toList();
        return allowed.stream()
                .filter(e -> e.name().equals(value))
                .findFirst()
                .orElseThrow(() -> wrong(field + " is \"" + value + "\"; there is " + allowed));
    }

    List<String> texts(String field) {
        JsonNode value = field(field);
        List<String> all = new ArrayList<>();
        if (!value.isMissingNode() && !value.isArray()) {
            throw wrong(field + " is no list");
        }
        for (JsonNode item : value) {
            if (!item.isTextual()) {
                throw wrong(field + " holds something else than texts");
            }
            all.add(resolved(field, item.textValue()));
        }
        return all;
    }

    Map<String, String> map(String field) {
        JsonNode value = field(field);
        Map<String, String> all = new HashMap<>();
        if (!value.isMissingNode() && !value.isObject()) {
            throw wrong(field + " is no JSON object");
        }
        value.properties().forEach(item -> {
            if (!item.getValue().isTextual()) {
                throw wrong(field + "." + item.getKey() + " is no text");
            }
            all.put(item.getKey(), resolved(field, item.getValue().textValue()));
        });
        return all;
    }

    List<CatalogEntry> entries(String field) {
        JsonNode value = field(field);
        List<CatalogEntry> all = new ArrayList<>();
        if (!value.isMissingNode() && !value.isArray()) {
            throw wrong(field + " is no list");
        }
        for (JsonNode item : value) {
            all.add(new CatalogEntry(name + "." + field + "[" + all.size() + "]", item, variables));
        }
        return all;
    }

    @Nullable
    CatalogEntry optionalEntry(String field) {
        JsonNode value = field(field);
        return value.isMissingNode() || value.isNull() ? null : new CatalogEntry(name + "." + field, value, variables);
    }

    /** A field that nobody has read is a misspelt one. */
    void refuseUnread() {
        json.fieldNames().forEachRemaining(field -> {
            if (!read.contains(field)) {
                throw wrong("there is no field " + field);
            }
        });
    }

    /** Runs a check whose complaints do not know which entry they are about. */
    <T> T check(Supplier<T> check) {
        try {
            return check.get();
        } catch (UserError | IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    UserError wrong(String complaint) {
        return new UserError(name + ": " + complaint);
    }

    private JsonNode field(String field) {
        read.add(field);
        return json.path(field);
    }

    private String resolved(String field, String text) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            String value = variables.get(match.group(1));
            if (value == null) {
                throw wrong(field + " refers to " + match.group() + ", which is not set");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
