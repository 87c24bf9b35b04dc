package dev.tidings.dispatcher.channel.registry;

import dev.tidings.contract.Reason;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Channel;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.credentials.Secret;
import dev.tidings.dispatcher.channel.credentials.SecretLookup;
import dev.tidings.dispatcher.channel.provider.AnswerReader;
import dev.tidings.dispatcher.channel.provider.Draft;
import dev.tidings.dispatcher.channel.provider.ProviderApi;
import dev.tidings.dispatcher.channel.provider.Sender;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One account's channel. Everything about the account is looked up at each send, so what the catalog says now counts. */
final class AccountChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(AccountChannel.class);

    private final AccountLookup accounts;
    private final Egress egress;

    AccountChannel(AccountLookup accounts, Egress egress) {
        this.accounts = accounts;
        this.egress = egress;
    }

    @Override
    public Outcome send(SendTask task) {
        return accounts.find(task.channel(), task.accountId())
                .map(found -> send(task, found.account(), found.api()))
                .orElseGet(() -> rejected(Reason.INVALID_REQUEST, "unknown account"));
    }

    private Outcome send(SendTask task, SenderAccount account, ProviderApi api) {
        Optional<String> refusal = egress.rules().refusal(account.baseUrl());
        if (refusal.isPresent()) {
            return rejected(Reason.INVALID_REQUEST, refusal.get());
        }
        return switch (egress.credentials().forSending(account, api.sendingCredential())) {
            case SecretLookup.Missing(String cause) -> withoutSecret(task, api.sendingCredential(), cause);
            case SecretLookup.Found(Secret secret) -> call(api, task, api.draft(task, new Sender(account, secret)));
        };
    }

    private static Outcome withoutSecret(SendTask task, String credential, String cause) {
        LOG.atError()
                .addKeyValue("requestId", task.requestId())
                .addKeyValue("channel", task.channel())
                .addKeyValue("accountId", task.accountId())
                .addKeyValue("cause", cause)
                .log("the account's credential cannot be found");
        return rejected(
                Reason.AUTHENTICATION_FAILED,
                "the account's credential " + credential + " cannot be found: see the dispatcher's log");
    }

    private Outcome call(ProviderApi api, SendTask task, Draft draft) {
        return switch (draft) {
            case Draft.Unfit(Outcome.Rejected outcome) -> outcome;
            case Draft.Ready ready ->
                AnswerReader.read(
                        api,
                        egress.call().post(ready.question(), task.validUntil()),
                        egress.clock().instant());
        };
    }

    private static Outcome.Rejected rejected(Reason reason, String detail) {
        return new Outcome.Rejected(reason, detail, null);
    }
}
