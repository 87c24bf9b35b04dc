package dev.tidings.dispatcher.channel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A provider's published OpenAPI file. The files are not part of the project: a test that needs one is skipped where the
 * folder is absent. WhatsApp's file closes every part of an allOf on its own (additionalProperties false), which taken
 * literally no message can satisfy; so the parts are read as one object here, as their authors mean them.
 */
public final class OfficialSpec {
    private final JsonNode root;
    private final boolean allClosed;

    private OfficialSpec(JsonNode root, boolean allClosed) {
        this.root = root;
        this.allClosed = allClosed;
    }

    public static OfficialSpec open(String file) {
        Path here = Path.of("").toAbsolutePath();
        Path folder = here.resolveSibling(Path.of("..", "shared", "specs")).normalize();
        Path path = folder.resolve(file);
        Assumptions.assumeTrue(
                Files.exists(path), "skipped: the official specification " + file + " is not in ../shared/specs");
        ObjectMapper mapper = file.endsWith(".json") ? new ObjectMapper() : new YAMLMapper();
        return new OfficialSpec(mapper.readTree(path), false);
    }

    /** The same, with names that it does not list as problems also where it does not say that there are no others. */
    public OfficialSpec closed() {
        return new OfficialSpec(root, true);
    }

    /** A schema by the path that leads to it. */
    public JsonNode at(String... path) {
        JsonNode node = root;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }

    /** What is wrong with a value, by the path of each problem. Empty: nothing. */
    public List<String> problems(JsonNode schema, JsonNode value, String... allowedBeyond) {
        List<String> problems = new ArrayList<>();
        check(schema, value, "$", List.of(allowedBeyond), problems);
        return problems;
    }

    private void check(JsonNode schema, JsonNode value, String where, List<String> beyond, List<String> problems) {
        List<JsonNode> parts = parts(schema, value);
        for (JsonNode part : parts) {
            checkPart(part, value, where, problems);
            for (JsonNode name : part.path("required")) {
                if (!value.has(name.stringValue())) {
                    problems.add(where + " lacks " + name.stringValue());
                }
            }
        }
        boolean closed = allClosed
                || parts.stream()
                        .anyMatch(part -> part.path("additionalProperties").isBoolean()
                                && !part.path("additionalProperties").booleanValue());
        if (value.isObject()) {
            value.properties().forEach(property -> {
                List<JsonNode> known = parts.stream()
                        .map(part -> part.path("properties").path(property.getKey()))
                        .filter(part -> !part.isMissingNode())
                        .toList();
                String at = where + "." + property.getKey();
                if (known.isEmpty() && closed && !beyond.contains(property.getKey())) {
                    problems.add(at + " is not in the specification");
                }
                known.forEach(part -> check(part, property.getValue(), at, List.of(), problems));
            });
        }
    }

    private void checkPart(JsonNode part, JsonNode value, String where, List<String> problems) {
        String type = part.path("type").asString("");
        boolean fits = switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            default -> true;
        };
        if (!fits) {
            problems.add(where + " is no " + type);
        }
        if (part.has("enum") && part.path("enum").valueStream().noneMatch(value::equals)) {
            problems.add(where + " is none of " + part.path("enum"));
        }
        if (part.has("pattern")
                && !value.asString("").matches(part.path("pattern").stringValue())) {
            problems.add(where + " does not match " + part.path("pattern"));
        }
        if (value.isArray()) {
            int most = part.path("maxItems").asInt(Integer.MAX_VALUE);
            if (value.size() < part.path("minItems").asInt(0) || value.size() > most) {
                problems.add(where + " has " + value.size() + " items");
            }
            for (JsonNode item : value) {
                check(part.path("items"), item, where + "[]", List.of(), problems);
            }
        }
    }

    private List<JsonNode> parts(JsonNode schema, JsonNode value) {
        return parts(schema, value, new HashSet<>());
    }

    /**
     * A schema with what it refers to, all parts of an allOf, and what the value chooses: one of a oneOf, or one that has this
     * schema among its own parts.
     *
     * @param chosen the latter, which lead back here
     */
    private List<JsonNode> parts(JsonNode schema, JsonNode value, Set<String> chosen) {
        List<JsonNode> parts = new ArrayList<>();
        if (schema.has("$ref")) {
            String[] path = schema.path("$ref").stringValue().substring(2).split("/", -1);
            parts.addAll(parts(at(path), value, chosen));
        }
        JsonNode discriminator = schema.path("discriminator");
        String kind =
                value.path(discriminator.path("propertyName").asString("")).asString("");
        String choice = discriminator.path("mapping").path(kind).asString("");
        if (!choice.isEmpty() && chosen.add(choice)) {
            parts.addAll(parts(at(choice.substring(2).split("/", -1)), value, chosen));
        } else if (choice.isEmpty() && schema.has("oneOf")) {
            schema.path("oneOf")
                    .valueStream()
                    .filter(one -> one.path("required").valueStream().allMatch(name -> value.has(name.stringValue())))
                    .findFirst()
                    .ifPresent(one -> parts.addAll(parts(one, value, chosen)));
        }
        schema.path("allOf").forEach(part -> parts.addAll(parts(part, value, chosen)));
        parts.add(schema);
        return parts;
    }
}
