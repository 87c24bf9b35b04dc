package dev.tidings.dispatcher.channel.provider;

import dev.tidings.contract.SendTask;
import dev.tidings.contract.SmsParts;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import dev.tidings.topics.Lane;
import java.util.Optional;

/**
 * What differs from provider to provider. What an adapter can do stands in {@link dev.tidings.abilities.AbilityTable}; what
 * that rules out never comes to it. Implementations know no clock but the one they are given.
 */
public sealed interface ProviderApi permits HttpProvider, ConnectedProvider {
    /** The adapter's name, as accounts name their provider. */
    String provider();

    /** The name of the credential to send with. What else it needs to name itself is a setting. */
    String sendingCredential();

    /** The schemes that an account's base URL may have. */
    Schemes schemes();

    /** How many messages the provider counts a task for: of a text message its parts. */
    default int parts(SendTask task) {
        return task.channel().equals(Lane.SMS.id()) && task.content() instanceof TextContent(String text)
                ? SmsParts.of(text)
                : 1;
    }

    /** Reads what the provider reports by webhook; empty: it has none. */
    default Optional<WebhookReader> webhooks() {
        return Optional.empty();
    }

    /**
     * Why the provider will report nothing, though it could, in this service as it is set up; empty: it may, as far as is known
     * here.
     */
    default Optional<String> silence() {
        return Optional.empty();
    }

    /**
     * The schemes of a base URL.
     *
     * @param secure the one for everyday use
     * @param plain the one without encryption, allowed where tidings.egress.allow-insecure is set
     */
    record Schemes(String secure, String plain) {
        /** Of whatever is called over HTTP. */
        public static final Schemes HTTP = new Schemes("https", "http");
    }
}
