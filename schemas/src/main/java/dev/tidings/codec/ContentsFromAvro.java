package dev.tidings.codec;

import static dev.tidings.codec.Values.list;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.RequestContent;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TemplateContent;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TemplateParameter;
import dev.tidings.contract.TextContent;
import org.apache.avro.AvroRuntimeException;

/** What a message says, from the generated Avro types. The other way is {@link ContentsToAvro}. */
final class ContentsFromAvro {
    private ContentsFromAvro() {}

    static RequestContent requestContent(Object content) {
        return switch (content) {
            case dev.tidings.avro.TemplateContent x -> templateContent(x);
            case dev.tidings.avro.TextContent x -> textContent(x);
            case dev.tidings.avro.MediaContent x -> mediaContent(x);
            case Object x ->
                throw new AvroRuntimeException("not a content: " + x.getClass().getName());
        };
    }

    static TaskContent taskContent(Object content) {
        return switch (content) {
            case dev.tidings.avro.TemplateMessage x -> templateMessage(x);
            case dev.tidings.avro.TextContent x -> textContent(x);
            case dev.tidings.avro.MediaContent x -> mediaContent(x);
            case Object x ->
                throw new AvroRuntimeException("not a content: " + x.getClass().getName());
        };
    }

    static TemplateContent templateContent(dev.tidings.avro.TemplateContent x) {
        return new TemplateContent(x.getCode(), x.getLanguage(), x.getParameters());
    }

    private static TextContent textContent(dev.tidings.avro.TextContent x) {
        return new TextContent(x.getText());
    }

    private static MediaContent mediaContent(dev.tidings.avro.MediaContent x) {
        return new MediaContent(MediaKind.valueOf(x.getKind().name()), x.getLink(), x.getCaption());
    }

    private static TemplateMessage templateMessage(dev.tidings.avro.TemplateMessage x) {
        return new TemplateMessage(
                x.getName(),
                x.getLanguage(),
                ParameterFormat.valueOf(x.getParameterFormat().name()),
                list(x.getParameters(), v -> templateParameter(v)));
    }

    private static TemplateParameter templateParameter(dev.tidings.avro.TemplateParameter x) {
        return new TemplateParameter(x.getName(), x.getValue());
    }
}
