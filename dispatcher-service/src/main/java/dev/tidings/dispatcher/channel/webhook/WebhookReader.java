package dev.tidings.dispatcher.channel.webhook;

import dev.tidings.contract.SenderAccount;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How one provider's webhooks are checked and read. Stateless. What it checks, it checks with {@link Signatures}, and asks for
 * the secrets always: of an account that does not exist there are none, and it has to take as long to say no.
 */
public interface WebhookReader {
    /** The names of the credentials that it checks with. */
    Set<String> credentials();

    /** Whether a request is from the provider, by what it shows and the secrets. */
    boolean isAuthentic(WebhookRequest request, WebhookSecrets secrets);

    /**
     * What to say to a GET by which the provider, or whoever sets it up there, asks whether we are the ones it was told of. It
     * proves that with a secret. Empty: this is none. A provider that asks by POST sends it like everything else, with nothing to
     * report in it.
     */
    default Optional<WebhookReply> handshake(WebhookRequest request, WebhookSecrets secrets) {
        return Optional.empty();
    }

    /**
     * What a request reports that is authentic. Empty: it is not in the provider's form at all.
     *
     * @param now counts as the time of what comes without one, or with one in the future
     */
    Optional<Statuses> read(WebhookRequest request, SenderAccount account, Instant now);

    /** What the provider wants to hear when all of it is taken. */
    default WebhookReply taken() {
        return WebhookReply.EMPTY;
    }
}
