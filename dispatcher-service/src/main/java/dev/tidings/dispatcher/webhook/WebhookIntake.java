package dev.tidings.dispatcher.webhook;

import dev.tidings.catalog.Catalog;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.credentials.Secret;
import dev.tidings.dispatcher.channel.webhook.Statuses;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import dev.tidings.dispatcher.channel.webhook.WebhookReaders;
import dev.tidings.dispatcher.channel.webhook.WebhookReply;
import dev.tidings.dispatcher.channel.webhook.WebhookRequest;
import dev.tidings.dispatcher.channel.webhook.WebhookSecrets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides what a webhook is answered. A disabled account still gets its receipts: what it sent before is still under way.
 */
final class WebhookIntake {
    private final Catalog catalog;
    private final WebhookReaders readers;
    private final AccountSecrets secrets;
    private final ReceiptPublisher publisher;
    private final InstantSource clock;
    private final WebhookMetrics metrics;

    WebhookIntake(
            Catalog catalog,
            WebhookReaders readers,
            AccountSecrets secrets,
            ReceiptPublisher publisher,
            InstantSource clock,
            WebhookMetrics metrics) {
        this.catalog = catalog;
        this.readers = readers;
        this.secrets = secrets;
        this.publisher = publisher;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** What becomes of a webhook. */
    sealed interface Decision {
        /** All of it is taken, or the handshake is right. */
        record Taken(WebhookReply reply) implements Decision {}

        /** Not from whom it should be, or for an account that there is not. */
        record Refused() implements Decision {}

        /** Authentic, and not to be understood. */
        record Malformed() implements Decision {}

        /** Kafka may lack some of it. */
        record NotPublished() implements Decision {}
    }

    /** Whom a path leads to. Empty account: to nobody, and whoever is asked has to take as long to find out. */
    private record Addressee(Optional<SenderAccount> account, WebhookReader reader) {}

    Decision handshake(WebhookPath path, WebhookRequest request) {
        return addressee(path)
                .flatMap(found -> found.reader().handshake(request, secrets(found)))
                .<Decision>map(Decision.Taken::new)
                .orElseGet(Decision.Refused::new);
    }

    Decision take(WebhookPath path, WebhookRequest request) {
        Optional<Addressee> found = addressee(path);
        // Of an unknown account it is checked as well: the time it takes says nothing about which it was.
        boolean authentic = found.isPresent() && found.get().reader().isAuthentic(request, secrets(found.get()));
        if (!authentic || found.get().account().isEmpty()) {
            return new Decision.Refused();
        }
        WebhookReader reader = found.get().reader();
        return read(reader, request, found.get().account().get())
                .map(statuses -> publish(path, statuses, reader))
                .orElseGet(Decision.Malformed::new);
    }

    /** An app of a provider reports to one URL, also what is about its other accounts. */
    private Optional<Statuses> read(WebhookReader reader, WebhookRequest request, SenderAccount account) {
        Instant now = clock.instant();
        Optional<Statuses> own = reader.read(request, account, now);
        if (own.filter(Statuses::isOfOthersToo).isEmpty()) {
            return own;
        }
        Statuses all = own.get();
        for (SenderAccount other : catalog.accounts()) {
            if (isOfOneApp(reader, account, other)) {
                all = all.with(reader.read(request, other, now).orElse(Statuses.NONE));
            }
        }
        return Optional.of(all);
    }

    /** They are checked with the same secrets: whoever signed for the one could sign for the other. */
    private static boolean isOfOneApp(WebhookReader reader, SenderAccount one, SenderAccount other) {
        return !one.equals(other)
                && one.provider().equals(other.provider())
                && reader.credentials().stream()
                        .allMatch(name -> Objects.equals(
                                one.credentials().get(name), other.credentials().get(name)));
    }

    private Decision publish(WebhookPath path, Statuses statuses, WebhookReader reader) {
        metrics.statuses(path.channel(), statuses.fates());
        return publisher.publish(statuses.receipts())
                ? new Decision.Taken(reader.taken())
                : new Decision.NotPublished();
    }

    private Optional<Addressee> addressee(WebhookPath path) {
        Optional<SenderAccount> account = catalog.account(path.channel(), path.accountId());
        Optional<Addressee> known =
                account.flatMap(found -> readers.of(found).map(reader -> new Addressee(account, reader)));
        return known.or(() -> readers.strangers(path.channel()).map(reader -> new Addressee(Optional.empty(), reader)));
    }

    private WebhookSecrets secrets(Addressee addressee) {
        return credential -> addressee
                .account()
                .map(account -> secrets.of(account, credential))
                .orElse(List.<Secret>of());
    }
}
