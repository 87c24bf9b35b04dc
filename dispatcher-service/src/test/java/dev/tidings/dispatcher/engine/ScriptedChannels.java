package dev.tidings.dispatcher.engine;

import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.AccountLimits;
import dev.tidings.dispatcher.channel.Channel;
import dev.tidings.dispatcher.channel.Channels;
import dev.tidings.dispatcher.channel.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** One account, shop, that answers what the test says and remembers what it was asked. */
final class ScriptedChannels implements Channels {
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    final List<String> calls = new ArrayList<>();
    final List<Instant> deadlines = new ArrayList<>();
    AccountLimits limits = AccountLimits.NONE;
    boolean isEnabled = true;
    Runnable whenLookedUp = () -> {};
    ToIntFunction<SendTask> parts = _ -> 1;
    Function<SendTask, Outcome> script = task -> new Outcome.Accepted("wamid." + task.requestId());

    @Override
    public Optional<Channel> forAccount(String channel, String accountId) {
        whenLookedUp.run();
        return isEnabled && accountId.equals("shop") ? Optional.of(this::send) : Optional.empty();
    }

    @Override
    public Optional<AccountLimits> limits(String channel, String accountId) {
        return isEnabled && accountId.equals("shop") ? Optional.of(limits) : Optional.empty();
    }

    @Override
    public int parts(SendTask task) {
        return parts.applyAsInt(task);
    }

    @Override
    public Duration answerWithin() {
        return ANSWER_WITHIN;
    }

    private Outcome send(SendTask task, Instant deadline) {
        calls.add(task.requestId());
        deadlines.add(deadline);
        return script.apply(task);
    }
}
