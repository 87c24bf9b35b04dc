package dev.tidings.dispatcher.webhook;

import dev.tidings.dispatcher.channel.webhook.Fate;
import dev.tidings.runtime.ChannelCounters;
import dev.tidings.runtime.CounterFamily;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Counts webhooks by how they were answered, and the statuses in them by what was made of each. */
final class WebhookMetrics {
    private final ChannelCounters<Answer> requests;
    private final ChannelCounters<Fate> statuses;

    WebhookMetrics(MeterRegistry registry) {
        requests = new CounterFamily(registry, "tidings.webhook.requests", "Webhooks, by how they were answered")
                .byChannel("outcome", Answer.class);
        statuses = new CounterFamily(
                        registry, "tidings.webhook.statuses", "Statuses in webhooks, by what was made of each")
                .byChannel("outcome", Fate.class);
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
        requests.increment(channel, answer);
    }

    void statuses(String channel, List<Fate> fates) {
        fates.forEach(fate -> statuses.increment(channel, fate));
    }
}
