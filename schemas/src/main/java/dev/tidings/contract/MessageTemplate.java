package dev.tidings.contract;

import java.util.List;

/**
 * An approved template in one language. Topic tidings.catalog, key template/CHANNEL/CODE/LANGUAGE.
 *
 * @param channel Chat app or sms: whatsapp, messenger, instagram, viber, telegram, line, sms.
 * @param code Its code, as requests name it.
 * @param language Language code, as requests name it.
 * @param name The provider's own name of it.
 * @param state Whether it can be sent.
 * @param parameterFormat How the provider takes its parameters.
 * @param parameters Names of its parameters in order.
 */
public record MessageTemplate(
        String channel,
        String code,
        String language,
        String name,
        TemplateState state,
        ParameterFormat parameterFormat,
        List<String> parameters)
        implements Event {
    public MessageTemplate {
        parameters = List.copyOf(parameters);
    }
}
