package dev.tidings.contract;

import java.util.List;

/**
 * A template as it goes to the provider: resolved when the request was accepted, and frozen since.
 *
 * @param name The provider's own name of the template.
 * @param language Language code as the provider takes it.
 * @param parameterFormat How the provider takes the parameters.
 * @param parameters Names and values, in the template's order.
 */
public record TemplateMessage(
        String name, String language, ParameterFormat parameterFormat, List<TemplateParameter> parameters)
        implements TaskContent {
    public TemplateMessage {
        parameters = List.copyOf(parameters);
    }
}
