package dev.tidings.dispatcher.channel.registry;

import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.credentials.Credentials;
import dev.tidings.dispatcher.channel.credentials.MissingSecrets;
import dev.tidings.dispatcher.channel.credentials.SecretLookup;
import dev.tidings.dispatcher.channel.provider.ProviderApi;
import dev.tidings.dispatcher.channel.webhook.WebhookReader;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at all accounts when the service starts: for their secrets, and not only when the first message needs one, and for what
 * keeps their providers from reporting, which no message would ever tell.
 */
final class AccountsCheck implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AccountsCheck.class);

    /** The catalog has been read by then, and nothing is sent yet. */
    private static final int PHASE = -900;

    private final AccountLookup accounts;
    private final Credentials credentials;
    private final MissingSecrets missing;
    private volatile boolean done;

    AccountsCheck(AccountLookup accounts, Credentials credentials, MissingSecrets missing) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.missing = missing;
    }

    @Override
    public void start() {
        accounts.all().forEach(found -> {
            needed(found.account(), found.api()).forEach(name -> check(found.account(), name));
            found.api().silence().ifPresent(cause -> tell(found.account(), cause));
        });
        done = true;
    }

    private static void tell(SenderAccount account, String cause) {
        LOG.atWarn()
                .addKeyValue("channel", account.channel())
                .addKeyValue("accountId", account.accountId())
                .addKeyValue("cause", cause)
                .log("nothing will be reported of what the account sends");
    }

    /** Without the secrets of its webhooks an account may be meant to be; a reference that leads to nothing is a mistake. */
    private static Stream<String> needed(SenderAccount account, ProviderApi api) {
        Set<String> ofWebhooks = api.webhooks().map(WebhookReader::credentials).orElse(Set.of());
        return Stream.concat(
                        Stream.of(api.sendingCredential()),
                        ofWebhooks.stream().filter(account.credentials()::containsKey))
                .distinct();
    }

    private void check(SenderAccount account, String credential) {
        switch (credentials.forSending(account, credential)) {
            case SecretLookup.Missing(String cause) -> missing.missing(account, credential, cause);
            case SecretLookup.Found _ -> missing.found(account, credential);
        }
    }

    @Override
    public void stop() {
        done = false;
    }

    @Override
    public boolean isRunning() {
        return done;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
