package dev.tidings.dispatcher.engine;

import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.AccountLimits;
import dev.tidings.dispatcher.channel.Channel;
import dev.tidings.dispatcher.channel.Channels;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.runtime.trace.OpenSpan;
import dev.tidings.runtime.trace.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Calls providers in a span of their own, within the attempt's. They are told nothing of it. */
record TracedChannels(Channels channels, Tracing tracing) implements Channels {
    @Override
    public Optional<Channel> forAccount(String channel, String accountId) {
        return channels.forAccount(channel, accountId)
                .map(untraced -> (task, deadline) -> called(untraced, task, deadline));
    }

    private Outcome called(Channel channel, SendTask task, Instant deadline) {
        try (OpenSpan _ = tracing.call("call")) {
            return channel.send(task, deadline);
        }
    }

    @Override
    public Optional<AccountLimits> limits(String channel, String accountId) {
        return channels.limits(channel, accountId);
    }

    @Override
    public int parts(SendTask task) {
        return channels.parts(task);
    }

    @Override
    public Duration answerWithin() {
        return channels.answerWithin();
    }
}
