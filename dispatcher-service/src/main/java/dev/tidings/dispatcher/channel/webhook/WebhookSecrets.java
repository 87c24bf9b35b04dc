package dev.tidings.dispatcher.channel.webhook;

import dev.tidings.dispatcher.channel.credentials.Secret;
import java.util.List;

/** The secrets of the account that a webhook was sent for. */
@FunctionalInterface
public interface WebhookSecrets {
    /** Those of one name: two while one is replaced, none where there is no such account. */
    List<Secret> of(String credential);
}
