package dev.tidings.dispatcher.webhook;

import dev.tidings.abilities.AbilityTable;
import dev.tidings.dispatcher.channel.webhook.Fate;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Counts webhooks by how they were answered, and the statuses in them by what was made of each. */
final class WebhookMetrics {
    private static final Set<String> CHANNELS = AbilityTable.channels();

    private final MeterRegistry registry;

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** How a webhook was answered. */
    enum Answer {
        TAKEN,
        REFUSED,
        TOO_LONG,
        NO_ROOM,
        CUT_OFF,
        MALFORMED,
        NOT_PUBLISHED,
        VERIFIED
    }

    void answered(String channel, Answer answer) {
        registry.counter("tidings.webhook.requests", "channel", known(channel), "outcome", name(answer))
                .increment();
    }

    void statuses(String channel, List<Fate> fates) {
        for (Fate fate : fates) {
            registry.counter("tidings.webhook.statuses", "channel", known(channel), "outcome", name(fate))
                    .increment();
        }
    }

    /** Whoever calls can make up channels, and every one would be counted apart. */
    private static String known(String channel) {
        return CHANNELS.contains(channel) ? channel : "unknown";
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
