package dev.tidings.contract;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sending account. Topic tidings.catalog, key account/CHANNEL/ID.
 *
 * @param channel Chat app or sms: whatsapp, messenger, instagram, viber, telegram, line, sms.
 * @param accountId Its id, 1 to 64 characters.
 * @param tenant The only tenant that may use it; absent: all.
 * @param enabled Whether it may be used.
 * @param provider The adapter that speaks for it, like whatsapp-cloud or twilio: the front page has a table of all.
 * @param baseUrl Where its API is: https://host, without a path.
 * @param settings What the adapter needs that is no secret, like phoneNumberId or from: the front page has a table of all.
 * @param credentials References to secrets by name, never secrets: env:NAME or file:NAME, two separated by a comma while rotating.
 * @param messagesPerSecond Messages a second, over all instances, of an SMS its parts; absent: what the provider gives every account, if it is known.
 * @param maxConcurrent Calls in flight at once from one instance, at most; absent, and beyond it: what an instance leaves to one account, three quarters of its own or less.
 */
public record SenderAccount(
        String channel,
        String accountId,
        @Nullable String tenant,
        boolean enabled,
        String provider,
        String baseUrl,
        Map<String, String> settings,
        Map<String, String> credentials,
        @Nullable Integer messagesPerSecond,
        @Nullable Integer maxConcurrent)
        implements Event {
    public SenderAccount {
        settings = Map.copyOf(settings);
        credentials = Map.copyOf(credentials);
    }
}
