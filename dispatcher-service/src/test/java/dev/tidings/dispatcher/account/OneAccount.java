package dev.tidings.dispatcher.account;

import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.AccountLimits;
import dev.tidings.dispatcher.channel.Channel;
import dev.tidings.dispatcher.channel.Channels;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;

/** A catalog with one account, of which it says how many messages a second it may send; nobody is called. */
record OneAccount(IntSupplier perSecond) implements Channels {
    @Override
    public Optional<Channel> forAccount(String channel, String accountId) {
        return Optional.empty();
    }

    @Override
    public Optional<AccountLimits> limits(String channel, String accountId) {
        return Optional.of(new AccountLimits(perSecond.getAsInt(), null, null));
    }

    @Override
    public int parts(SendTask task) {
        return 1;
    }

    @Override
    public Duration answerWithin() {
        return Duration.ofSeconds(10);
    }
}
