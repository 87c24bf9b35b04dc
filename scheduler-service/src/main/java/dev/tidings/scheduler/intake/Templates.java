package dev.tidings.scheduler.intake;

import dev.tidings.catalog.Catalog;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.Reason;
import dev.tidings.contract.Refusal;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TemplateContent;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TemplateParameter;
import dev.tidings.contract.TemplateState;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Resolves a request's template into what goes to the provider. */
final class Templates {
    /** What a template becomes. A refused one keeps its content: the step fails with the refusal when it is due. */
    sealed interface Resolved {
        TaskContent content();

        record Good(TaskContent content) implements Resolved {}

        record Wrong(TaskContent content, Refusal refusal) implements Resolved {}
    }

    private Templates() {}

    static Resolved resolve(Catalog catalog, String channel, TemplateContent asked) {
        Optional<MessageTemplate> found = catalog.template(channel, asked.code(), asked.language());
        if (found.isEmpty()) {
            return wrong(asked, Reason.TEMPLATE_UNAVAILABLE, "unknown template, or not in this language");
        }
        MessageTemplate template = found.get();
        if (template.state() != TemplateState.APPROVED) {
            return wrong(asked, Reason.TEMPLATE_UNAVAILABLE, "the template is not available");
        }
        if (!new HashSet<>(template.parameters()).equals(asked.parameters().keySet())) {
            return wrong(asked, Reason.TEMPLATE_PARAMETERS_INVALID, misfit(template.parameters(), asked.parameters()));
        }
        return new Resolved.Good(new TemplateMessage(
                template.name(), asked.language(), template.parameterFormat(), ordered(template, asked)));
    }

    private static List<TemplateParameter> ordered(MessageTemplate template, TemplateContent asked) {
        return template.parameters().stream()
                .map(name -> new TemplateParameter(name, valueOf(asked.parameters(), name)))
                .toList();
    }

    private static String valueOf(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("the names were compared before");
        }
        return value;
    }

    /** Names come from the catalog only: what upstream sent under an unexpected name may be anything. */
    private static String misfit(List<String> wanted, Map<String, String> given) {
        List<String> missing =
                wanted.stream().filter(name -> !given.containsKey(name)).toList();
        long unexpected =
                given.keySet().stream().filter(name -> !wanted.contains(name)).count();
        return "template parameters: missing " + missing + ", unexpected " + unexpected;
    }

    private static Resolved wrong(TemplateContent asked, Reason reason, String detail) {
        List<TemplateParameter> parameters = new TreeMap<>(asked.parameters())
                .entrySet().stream()
                        .map(entry -> new TemplateParameter(entry.getKey(), entry.getValue()))
                        .toList();
        return new Resolved.Wrong(
                new TemplateMessage(asked.code(), asked.language(), ParameterFormat.NAMED, parameters),
                new Refusal(reason, detail));
    }
}
