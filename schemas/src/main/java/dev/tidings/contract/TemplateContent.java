package dev.tidings.contract;

import java.util.Map;

/**
 * An approved template and the values for its parameters.
 *
 * @param code The template's code in the catalog, 1 to 128 characters.
 * @param language Language code of the template's variant, as the catalog has it: en, zh, pt_BR.
 * @param parameters Values by parameter name. All of the template's parameters, and no others; a value has at most 1,024 characters.
 */
public record TemplateContent(String code, String language, Map<String, String> parameters) implements RequestContent {
    public TemplateContent {
        parameters = Map.copyOf(parameters);
    }
}
