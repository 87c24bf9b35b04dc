package dev.tidings.dispatcher.webhook;

import dev.tidings.catalog.Catalog;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.credentials.Credentials;
import dev.tidings.dispatcher.channel.credentials.Secret;
import dev.tidings.dispatcher.channel.whatsapp.WhatsAppCloud;
import dev.tidings.dispatcher.webhook.WebhookMetrics.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what a webhook of WhatsApp is answered. A disabled account still gets its receipts: what it sent before is
 * still under way.
 */
final class WhatsAppIntake {
    private static final Logger LOG = LoggerFactory.getLogger(WhatsAppIntake.class);

    private final Catalog catalog;
    private final Credentials credentials;
    private final BodyReader bodies;
    private final ReceiptPublisher publisher;
    private final InstantSource clock;
    private final WebhookMetrics metrics;

    WhatsAppIntake(
            Catalog catalog,
            Credentials credentials,
            BodyReader bodies,
            ReceiptPublisher publisher,
            InstantSource clock,
            WebhookMetrics metrics) {
        this.catalog = catalog;
        this.credentials = credentials;
        this.bodies = bodies;
        this.publisher = publisher;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Whether whoever sets the webhook up knows the account's verify token. */
    boolean verifies(String accountId, @Nullable String token) {
        return Signatures.matches(token, secrets(account(accountId), "verifyToken"));
    }

    Answer take(String accountId, @Nullable String signature, InputStream in) {
        try {
            return switch (bodies.read(in)) {
                case BodyReader.Body.TooLong _ -> Answer.TOO_LONG;
                case BodyReader.Body.NoRoom _ -> Answer.NO_ROOM;
                case BodyReader.Body.Whole whole -> {
                    try (whole) {
                        yield take(accountId, signature, whole.bytes());
                    }
                }
            };
        } catch (IOException e) {
            return Answer.CUT_OFF;
        }
    }

    private Answer take(String accountId, @Nullable String signature, byte[] body) {
        Optional<SenderAccount> account = account(accountId);
        // The signature of an unknown account is checked as well: the time it takes says nothing about which it was.
        boolean signed = Signatures.signed(body, signature, secrets(account, "appSecret"));
        if (!signed || account.isEmpty()) {
            return Answer.REFUSED;
        }
        Optional<WhatsAppStatuses.Statuses> statuses = WhatsAppStatuses.parse(body, account.get(), clock.instant());
        if (statuses.isEmpty()) {
            return Answer.MALFORMED;
        }
        metrics.statuses(statuses.get().fates());
        return publisher.publish(statuses.get().receipts()) ? Answer.TAKEN : Answer.NOT_PUBLISHED;
    }

    private Optional<SenderAccount> account(String accountId) {
        return catalog.account(WhatsAppCloud.CHANNEL, accountId)
                .filter(account -> account.provider().equals(WhatsAppCloud.PROVIDER));
    }

    private List<Secret> secrets(Optional<SenderAccount> account, String name) {
        List<Secret> found =
                account.map(known -> credentials.forVerifying(known, name)).orElse(List.of());
        if (account.isPresent() && found.isEmpty()) {
            LOG.atError()
                    .addKeyValue("channel", WhatsAppCloud.CHANNEL)
                    .addKeyValue("accountId", account.get().accountId())
                    .log("webhooks of this account are refused: its credential {} leads to no secret", name);
        }
        return found;
    }
}
