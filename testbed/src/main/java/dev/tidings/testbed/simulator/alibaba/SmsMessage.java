package dev.tidings.testbed.simulator.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.testbed.simulator.provider.First;
import dev.tidings.testbed.simulator.provider.Form;
import java.util.Optional;
import java.util.Set;

/** A text message on the mainland as the service checks it. */
final class SmsMessage {
    private static final Set<String> IN_QUERY =
            Set.of("PhoneNumbers", "SignName", "TemplateCode", "TemplateParam", "OutId", "SmsUpExtendCode");
    private static final int LONGEST_PARAMETER = 35;

    private SmsMessage() {}

    static Optional<CloudError> problem(Parameters parameters, Set<String> deletedTemplates) {
        Form query = parameters.query();
        return First.of(
                () -> parameters.unknown(IN_QUERY, Set.of()),
                () -> Parameters.required(query, "PhoneNumbers", "SignName", "TemplateCode"),
                () -> query.text("PhoneNumbers").matches("(\\+86|0086|86)?1[3-9]\\d{9}")
                        ? Optional.empty()
                        : refusal("MOBILE_NUMBER_ILLEGAL"),
                () -> query.text("TemplateCode").matches("SMS_\\d{1,20}")
                                && !deletedTemplates.contains(query.text("TemplateCode"))
                        ? Optional.empty()
                        : refusal("SMS_TEMPLATE_ILLEGAL"),
                () -> query.value("TemplateParam").flatMap(SmsMessage::parameters));
    }

    private static Optional<CloudError> parameters(String json) {
        Optional<JsonNode> values = Parameters.texts(json);
        if (values.isEmpty()) {
            return refusal("INVALID_JSON_PARAM");
        }
        for (var field : values.get().properties()) {
            String value = field.getValue().asText();
            if (value.length() > LONGEST_PARAMETER) {
                return refusal("PARAM_LENGTH_LIMIT");
            }
            if (value.contains("://")) {
                return refusal("PARAM_NOT_SUPPORT_URL");
            }
        }
        return Optional.empty();
    }

    private static Optional<CloudError> refusal(String code) {
        return CloudError.byService("isv." + code, code);
    }
}
