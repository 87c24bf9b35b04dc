package dev.tidings.testbed.simulator.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.Call;
import dev.tidings.testbed.simulator.provider.Form;
import dev.tidings.testbed.simulator.provider.Json;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a call, each where it belongs.
 *
 * @param query Those in the URL.
 * @param body Those in the body.
 */
record Parameters(Form query, Form body) {
    static Parameters of(Call call) {
        return new Parameters(Form.parse(call.query()), Form.parse(call.body()));
    }

    /** The real gateway passes unknown parameters over; here a misspelt or misplaced one must show. */
    Optional<CloudError> unknown(Set<String> inQuery, Set<String> inBody) {
        return unknown(query, inQuery).or(() -> unknown(body, inBody));
    }

    private static Optional<CloudError> unknown(Form form, Set<String> known) {
        return form.names().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .flatMap(name -> CloudError.of("InvalidParameter", "There is no parameter " + name + " there."));
    }

    static Optional<CloudError> required(Form form, String... names) {
        for (String name : names) {
            if (form.text(name).isEmpty()) {
                return CloudError.of("Missing" + name, name + " is mandatory for this action.");
            }
        }
        return Optional.empty();
    }

    /** A JSON object whose values are all texts. */
    static Optional<JsonNode> texts(String json) {
        return Json.tree(json)
                .filter(JsonNode::isObject)
                .filter(object -> object.properties().stream()
                        .allMatch(field -> field.getValue().isTextual()));
    }

    @Override
    public String toString() {
        return "Parameters[hidden]";
    }
}
