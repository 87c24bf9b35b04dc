package dev.tidings.dispatcher.channel.registry;

import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.AccountLimits;
import dev.tidings.dispatcher.channel.Channel;
import dev.tidings.dispatcher.channel.Channels;
import java.time.Duration;
import java.util.Optional;

/**
 * The channels of all accounts in the catalog, as it is at the moment.
 *
 * <p>What stands around an adapter, from the outside to the inside: the account's limits and breaker, metrics, deadline. None is
 * a decorator. Limits and breaker bound what is begun, and not only what is called ({@code Account}). Metrics are the engine's: it
 * times each call ({@code tidings_attempt_duration_seconds}), and a bug in an adapter counts as well. The deadline is part of {@link dev.tidings.dispatcher.channel.http.HttpCall}, since only what writes the
 * request knows whether giving up means that nothing was sent.
 */
final class ConfiguredChannels implements Channels {
    private final AccountLookup accounts;
    private final Channel channel;
    private final Duration answerWithin;

    ConfiguredChannels(AccountLookup accounts, Egress egress, Duration answerWithin) {
        this.accounts = accounts;
        this.answerWithin = answerWithin;
        this.channel = new AccountChannel(accounts, egress, answerWithin);
    }

    @Override
    public Optional<Channel> forAccount(String channelName, String accountId) {
        return accounts.find(channelName, accountId).map(_ -> channel);
    }

    @Override
    public Optional<AccountLimits> limits(String channelName, String accountId) {
        return accounts.find(channelName, accountId)
                .map(found ->
                        AccountLimits.of(found.account(), found.abilities().limits()));
    }

    @Override
    public int parts(SendTask task) {
        return accounts.find(task.channel(), task.accountId())
                .map(found -> found.api().parts(task))
                .orElse(1);
    }

    @Override
    public Duration answerWithin() {
        return answerWithin;
    }
}
