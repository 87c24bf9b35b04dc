package dev.tidings.dispatcher.channel.webhook;

import dev.tidings.contract.SenderAccount;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where providers reach the webhooks.
 *
 * @param publicUrl scheme, host and whatever leads to this service, without a slash at its end; absent: not known
 */
public record WebhookAddress(@Nullable String publicUrl) {
    /** The URL to tell a provider for one of its accounts; empty: it is not known. */
    public Optional<String> of(SenderAccount account) {
        return Optional.ofNullable(publicUrl)
                .map(base -> base + "/webhooks/" + account.channel() + "/"
                        + URLEncoder.encode(account.accountId(), StandardCharsets.UTF_8)
                                .replace("+", "%20"));
    }
}
