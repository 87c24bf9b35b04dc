package dev.tidings.codec;

import static dev.tidings.codec.Values.list;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.RequestContent;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TemplateContent;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TemplateParameter;
import dev.tidings.contract.TextContent;
import org.apache.avro.specific.SpecificRecord;

/** What a message says, as the generated Avro types. The other way is {@link ContentsFromAvro}. */
final class ContentsToAvro {
    private ContentsToAvro() {}

    static SpecificRecord content(RequestContent content) {
        return switch (content) {
            case TemplateContent x -> templateContent(x);
            case TextContent x -> textContent(x);
            case MediaContent x -> mediaContent(x);
        };
    }

    static SpecificRecord content(TaskContent content) {
        return switch (content) {
            case TemplateMessage x -> templateMessage(x);
            case TextContent x -> textContent(x);
            case MediaContent x -> mediaContent(x);
        };
    }

    static dev.tidings.avro.TemplateContent templateContent(TemplateContent x) {
        return new dev.tidings.avro.TemplateContent(x.code(), x.language(), x.parameters());
    }

    private static dev.tidings.avro.TextContent textContent(TextContent x) {
        return new dev.tidings.avro.TextContent(x.text());
    }

    private static dev.tidings.avro.MediaContent mediaContent(MediaContent x) {
        return new dev.tidings.avro.MediaContent(
                dev.tidings.avro.MediaKind.valueOf(x.kind().name()), x.link(), x.caption());
    }

    private static dev.tidings.avro.TemplateMessage templateMessage(TemplateMessage x) {
        return new dev.tidings.avro.TemplateMessage(
                x.name(),
                x.language(),
                dev.tidings.avro.ParameterFormat.valueOf(x.parameterFormat().name()),
                list(x.parameters(), v -> templateParameter(v)));
    }

    private static dev.tidings.avro.TemplateParameter templateParameter(TemplateParameter x) {
        return new dev.tidings.avro.TemplateParameter(x.name(), x.value());
    }
}
