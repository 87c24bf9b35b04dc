package dev.tidings.abilities;

import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.RequestContent;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TemplateContent;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TextContent;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider carries.
 *
 * @param templates whether it sends templates that were approved before
 * @param text the longest text; none where it sends templates or media alone
 * @param media the kinds of media it sends by link, each with the longest caption under it
 */
public record Contents(boolean templates, TextLimit text, Map<MediaKind, TextLimit> media) {
    public Contents {
        media = Map.copyOf(media);
    }

    /** Text alone. */
    static Contents textOnly(TextLimit text) {
        return new Contents(false, text, Map.of());
    }

    /** Templates alone. */
    static Contents templatesOnly() {
        return new Contents(true, TextLimit.NONE, Map.of());
    }

    /** Why it cannot carry what a request asks for, in words that quote nothing of it; empty: it can. */
    public Optional<String> refusal(RequestContent content) {
        return switch (content) {
            case TemplateContent _ -> templateRefusal();
            case TextContent(String body) -> textRefusal(body);
            case MediaContent asked -> mediaRefusal(asked);
        };
    }

    /** Why it cannot carry what a task holds, in the same words; empty: it can. */
    public Optional<String> refusalOfTask(TaskContent content) {
        return switch (content) {
            case TemplateMessage _ -> templateRefusal();
            case TextContent(String body) -> textRefusal(body);
            case MediaContent asked -> mediaRefusal(asked);
        };
    }

    private Optional<String> templateRefusal() {
        return templates ? Optional.empty() : Optional.of("content: the provider takes no templates");
    }

    private Optional<String> textRefusal(String body) {
        if (text.most() == 0) {
            return Optional.of("content: the provider takes no text of one's own");
        }
        return text.allows(body)
                ? Optional.empty()
                : Optional.of("content.text: is longer than the provider takes, " + text.words());
    }

    private Optional<String> mediaRefusal(MediaContent asked) {
        TextLimit longest = media.get(asked.kind());
        if (longest == null) {
            return Optional.of(
                    media.isEmpty()
                            ? "content: the provider takes no media"
                            : "content.kind: the provider takes no media of this kind");
        }
        String caption = asked.caption();
        if (caption == null || longest.allows(caption)) {
            return Optional.empty();
        }
        return Optional.of(
                longest.most() == 0
                        ? "content.caption: the provider takes no caption under this kind of media"
                        : "content.caption: is longer than the provider takes, " + longest.words());
    }
}
