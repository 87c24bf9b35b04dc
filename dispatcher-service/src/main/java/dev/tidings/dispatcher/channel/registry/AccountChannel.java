package dev.tidings.dispatcher.channel.registry;

import dev.tidings.contract.Reason;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Channel;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.credentials.Secret;
import dev.tidings.dispatcher.channel.credentials.SecretLookup;
import dev.tidings.dispatcher.channel.provider.ConnectedProvider;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.HttpProvider;
import dev.tidings.dispatcher.channel.provider.ProviderApi;
import dev.tidings.dispatcher.channel.provider.Sender;
import dev.tidings.dispatcher.channel.registry.AccountLookup.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One account's channel. Everything about the account is looked up at each send, so what the catalog says now counts. */
final class AccountChannel implements Channel {
    private final AccountLookup accounts;
    private final Egress egress;
    private final Duration answerWithin;

    AccountChannel(AccountLookup accounts, Egress egress, Duration answerWithin) {
        this.accounts = accounts;
        this.egress = egress;
        this.answerWithin = answerWithin;
    }

    @Override
    public Outcome send(SendTask task, Instant deadline) {
        return accounts.find(task.channel(), task.accountId())
                .map(found -> refusal(task, found)
                        .<Outcome>map(detail -> rejected(Reason.INVALID_REQUEST, detail))
                        .orElseGet(() -> send(task, found.account(), found.api(), deadline)))
                .orElseGet(() -> rejected(Reason.INVALID_REQUEST, "unknown account"));
    }

    private Optional<String> refusal(SendTask task, Found found) {
        ProviderApi.Schemes schemes = found.api().schemes();
        return egress.rules()
                .refusal(found.account().baseUrl(), schemes.secure(), schemes.plain())
                .or(() -> found.abilities().contents().refusalOfTask(task.content()));
    }

    private Outcome send(SendTask task, SenderAccount account, ProviderApi api, Instant deadline) {
        String credential = api.sendingCredential();
        return switch (egress.credentials().forSending(account, credential)) {
            case SecretLookup.Missing(String cause) -> {
                egress.missing().missing(account, credential, cause);
                yield rejected(
                        Reason.AUTHENTICATION_FAILED,
                        "the account's credential " + credential + " cannot be found: see the dispatcher's log");
            }
            case SecretLookup.Found(Secret secret) -> {
                egress.missing().found(account, credential);
                yield send(task, api, new Sender(account, secret), deadline);
            }
        };
    }

    private Outcome send(SendTask task, ProviderApi api, Sender sender, Instant deadline) {
        return switch (api) {
            case HttpProvider http -> call(task, http, sender, deadline);
            case ConnectedProvider connected ->
                egress.connections().of(connected, sender).send(task, deadline, answerWithin);
        };
    }

    private Outcome call(SendTask task, HttpProvider api, Sender sender, Instant deadline) {
        Instant latest = deadline.isBefore(task.validUntil()) ? deadline : task.validUntil();
        return switch (api.draft(task, sender)) {
            case Draft.Unfit(Outcome.Rejected outcome) -> outcome;
            case Draft.Ready ready ->
                egress.answers().read(api, sender.account(), egress.call().post(ready.question(), latest));
        };
    }

    private static Outcome.Rejected rejected(Reason reason, String detail) {
        return new Outcome.Rejected(reason, detail, null);
    }
}
