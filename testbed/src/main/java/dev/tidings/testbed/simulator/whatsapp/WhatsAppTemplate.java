package dev.tidings.testbed.simulator.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.First;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks of template messages against the templates that exist here. */
final class WhatsAppTemplate {
    private static final Map<String, Shape> APPROVED =
            Map.of("order_update", new Shape(Set.of("en", "zh"), List.of("name")));
    private static final Set<String> PARAMETER_TYPES =
            Set.of("currency", "date_time", "document", "image", "text", "video");
    private static final int PARAMETER_LIMIT = 1024;
    private static final Pattern FORBIDDEN_SPACE = Pattern.compile("[\\n\\r\\t]| {5}");

    private WhatsAppTemplate() {}

    /** An approved template: its translations and the parameters of its body, in order. */
    private record Shape(Set<String> languages, List<String> parameters) {}

    static Optional<GraphError> problem(JsonNode template, Set<String> deleted) {
        return First.of(
                () -> WhatsAppMessage.unknownFields(
                        template, "$['template']", Set.of("name", "language", "components")),
                () -> text(template, "name", "template['name']"),
                () -> language(template.path("language")),
                () -> components(template.path("components")),
                () -> existence(template, deleted),
                () -> parameters(template));
    }

    private static Optional<GraphError> text(JsonNode object, String field, String name) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull() || value.asText().isEmpty()) {
            return WhatsAppMessage.missing(name);
        }
        return value.isTextual() ? Optional.empty() : WhatsAppMessage.invalid(name + " must be a string.");
    }

    private static Optional<GraphError> language(JsonNode language) {
        if (!language.isObject()) {
            return WhatsAppMessage.missing("template['language']");
        }
        return First.of(
                () -> WhatsAppMessage.unknownFields(language, "$['template']['language']", Set.of("code", "policy")),
                () -> text(language, "code", "template['language']['code']"),
                // The specification requires a policy, and its own examples leave it out.
                () -> language.path("policy").asText("deterministic").equals("deterministic")
                        ? Optional.empty()
                        : WhatsAppMessage.invalid("template['language']['policy'] must be deterministic."));
    }

    private static Optional<GraphError> components(JsonNode components) {
        if (components.isMissingNode()) {
            return Optional.empty();
        }
        if (!components.isArray()) {
            return WhatsAppMessage.invalid("template['components'] must be an array.");
        }
        for (JsonNode component : components) {
            Optional<GraphError> problem = component(component);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<GraphError> component(JsonNode component) {
        return First.of(
                () -> WhatsAppMessage.unknownFields(
                        component, "$['template']['components']", Set.of("type", "sub_type", "index", "parameters")),
                () -> text(component, "type", "template['components']['type']"),
                () -> Set.of("header", "body", "button")
                                .contains(component.path("type").asText())
                        ? Optional.empty()
                        : WhatsAppMessage.invalid("Component type must be one of {header, body, button}."),
                () -> parameterForms(component.path("parameters")));
    }

    private static Optional<GraphError> parameterForms(JsonNode parameters) {
        for (JsonNode parameter : parameters) {
            Optional<GraphError> problem = parameterForm(parameter);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return parameters.isMissingNode() || parameters.isArray()
                ? Optional.empty()
                : WhatsAppMessage.invalid("Parameters must be an array.");
    }

    private static Optional<GraphError> parameterForm(JsonNode parameter) {
        String type = parameter.path("type").asText();
        if (type.isEmpty()) {
            return WhatsAppMessage.missing("template['components']['parameters']['type']");
        }
        if (!PARAMETER_TYPES.contains(type)) {
            return WhatsAppMessage.invalid("Parameter type is not one of the parameter types.");
        }
        return WhatsAppMessage.unknownFields(
                parameter, "$['template']['components']['parameters']", Set.of("type", "parameter_name", type));
    }

    private static Optional<GraphError> existence(JsonNode template, Set<String> deleted) {
        String name = template.path("name").asText();
        String language = template.path("language").path("code").asText();
        Shape shape = APPROVED.get(name);
        boolean exists = shape != null && shape.languages().contains(language) && !deleted.contains(name);
        return exists
                ? Optional.empty()
                : Optional.of(GraphError.of(
                        GraphError.TEMPLATE_MISSING, "template name (" + name + ") does not exist in " + language));
    }

    private static Optional<GraphError> parameters(JsonNode template) {
        List<String> expected = shape(template).parameters();
        List<JsonNode> body = new ArrayList<>();
        for (JsonNode component : template.path("components")) {
            JsonNode parameters = component.path("parameters");
            if (component.path("type").asText().equals("body")) {
                parameters.forEach(body::add);
            } else if (!parameters.isEmpty()) {
                return wrongCount(component.path("type").asText(), parameters.size(), 0);
            }
        }
        if (body.size() != expected.size()) {
            return wrongCount("body", body.size(), expected.size());
        }
        return First.of(() -> names(body, expected), () -> values(body));
    }

    private static Shape shape(JsonNode template) {
        Shape shape = APPROVED.get(template.path("name").asText());
        if (shape == null) {
            throw new IllegalStateException("the template's existence is checked first");
        }
        return shape;
    }

    private static Optional<GraphError> wrongCount(String component, int actual, int expected) {
        return Optional.of(GraphError.of(
                GraphError.PARAMETER_COUNT,
                component + ": number of localizable_params (" + actual
                        + ") does not match the expected number of params (" + expected + ")"));
    }

    private static Optional<GraphError> names(List<JsonNode> parameters, List<String> expected) {
        List<String> given = parameters.stream()
                .filter(parameter -> parameter.has("parameter_name"))
                .map(parameter -> parameter.path("parameter_name").asText())
                .toList();
        return given.isEmpty() || Set.copyOf(given).equals(Set.copyOf(expected))
                ? Optional.empty()
                : Optional.of(GraphError.of(
                        GraphError.PARAMETER_FORMAT, "body: parameter_name does not match the template's parameters"));
    }

    private static Optional<GraphError> values(List<JsonNode> parameters) {
        for (JsonNode parameter : parameters) {
            JsonNode text = parameter.path("text");
            if (!parameter.path("type").asText().equals("text")) {
                return format("body: a parameter of type text is expected");
            }
            if (!text.isTextual() || text.textValue().isEmpty()) {
                return Optional.of(
                        GraphError.of(GraphError.MISSING_PARAMETER, "Parameter of type text is missing text value"));
            }
            if (FORBIDDEN_SPACE.matcher(text.textValue()).find()) {
                return format("Param text cannot have new-line/tab characters or more than 4 consecutive spaces");
            }
            if (text.textValue().length() > PARAMETER_LIMIT) {
                return Optional.of(
                        GraphError.of(GraphError.TEXT_TOO_LONG, "body: text is longer than 1024 characters"));
            }
        }
        return Optional.empty();
    }

    private static Optional<GraphError> format(String details) {
        return Optional.of(GraphError.of(GraphError.PARAMETER_FORMAT, details));
    }
}
