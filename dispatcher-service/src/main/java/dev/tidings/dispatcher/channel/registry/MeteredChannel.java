package dev.tidings.dispatcher.channel.registry;

import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.Channel;
import dev.tidings.dispatcher.channel.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Counts and times what comes of sends: {@code tidings_channel_send_seconds} by channel and outcome. */
final class MeteredChannel implements Channel {
    private final Channel inner;
    private final MeterRegistry registry;

    MeteredChannel(Channel inner, MeterRegistry registry) {
        this.inner = inner;
        this.registry = registry;
    }

    @Override
    public Outcome send(SendTask task) {
        Timer.Sample sample = Timer.start(registry);
        String outcome = "failed";
        try {
            Outcome came = inner.send(task);
            outcome = name(came);
            return came;
        } finally {
            sample.stop(Timer.builder("tidings.channel.send")
                    .description("Calls to providers, by what came of them")
                    .tag("channel", task.channel())
                    .tag("outcome", outcome)
                    .register(registry));
        }
    }

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> "accepted";
            case Outcome.Rejected _ -> "rejected";
            case Outcome.Throttled _ -> "throttled";
            case Outcome.Unreachable _ -> "unreachable";
            case Outcome.Uncertain _ -> "uncertain";
        };
    }
}
