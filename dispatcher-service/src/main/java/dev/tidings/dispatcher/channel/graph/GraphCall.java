package dev.tidings.dispatcher.channel.graph;

import dev.tidings.dispatcher.channel.http.HttpQuestion;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.Reply;
import dev.tidings.dispatcher.channel.provider.Sender;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** A call that sends a message: {@code POST /{apiVersion}/{node}/messages} with a Bearer token, and what comes back. */
public final class GraphCall {
    private static final String VERSION = "apiVersion";
    private static final String DEFAULT_VERSION = "v23.0";
    private static final int LONGEST_ID = 512;

    private GraphCall() {}

    /**
     * The call.
     *
     * @param node the setting that says who sends
     * @param body JSON, asked for where the account can be called
     */
    public static Draft messages(Sender sender, String node, Supplier<String> body) {
        Optional<String> id = sender.pathSetting(node);
        Optional<String> version =
                sender.setting(VERSION).isEmpty() ? Optional.of(DEFAULT_VERSION) : sender.pathSetting(VERSION);
        if (id.isEmpty() || version.isEmpty()) {
            return Draft.invalid("the account's " + node + " or " + VERSION + " is missing or malformed");
        }
        URI uri = URI.create(sender.account().baseUrl() + "/" + version.get() + "/" + id.get() + "/messages");
        return new Draft.Ready(HttpQuestion.json(
                uri,
                Map.of("Authorization", "Bearer " + sender.secret().value(), "Accept", "application/json"),
                body.get()));
    }

    /** A message's id where an answer has it; empty: it is none. */
    public static Optional<String> id(JsonNode node) {
        String id = node.asString("");
        return id.isBlank() || id.length() > LONGEST_ID ? Optional.empty() : Optional.of(id);
    }

    /** The code of an error; empty: there is none. */
    public static Optional<String> code(Reply reply) {
        return number(reply.json().path("error").path("code"));
    }

    /** The code of an error, and behind a slash its subcode where it has one; empty: there is no code. */
    static Optional<String> codeWithSubcode(Reply reply) {
        Optional<String> subcode = number(reply.json().path("error").path("error_subcode"));
        return code(reply).map(code -> subcode.map(more -> code + "/" + more).orElse(code));
    }

    private static Optional<String> number(JsonNode node) {
        return node.canConvertToInt() ? Optional.of(Integer.toString(node.intValue())) : Optional.empty();
    }
}
