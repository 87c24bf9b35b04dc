package dev.tidings.dispatcher.channel.registry;

import dev.tidings.dispatcher.channel.Channel;
import dev.tidings.dispatcher.channel.Channels;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;

/** The channels of all accounts in the catalog, as it is at the moment. */
final class ConfiguredChannels implements Channels {
    private final AccountLookup accounts;
    private final Channel channel;
    private final Duration answerWithin;

    ConfiguredChannels(AccountLookup accounts, Egress egress, Duration answerWithin, MeterRegistry registry) {
        this.accounts = accounts;
        this.answerWithin = answerWithin;
        this.channel = decorated(new AccountChannel(accounts, egress), registry);
    }

    /**
     * The order of the decorators, from the outside to the inside: metrics, deadline, adapter. Metrics see what the
     * caller sees. The deadline is part of {@link dev.tidings.dispatcher.channel.http.HttpCall}, since only what writes
     * the request knows whether giving up means that nothing was sent.
     */
    private static Channel decorated(Channel adapter, MeterRegistry registry) {
        return new MeteredChannel(adapter, registry);
    }

    @Override
    public Optional<Channel> forAccount(String channelName, String accountId) {
        return accounts.find(channelName, accountId).map(_ -> channel);
    }

    @Override
    public Duration answerWithin() {
        return answerWithin;
    }
}
