package dev.tidings.dispatcher.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;

/** Counts webhooks by how they were answered, and the statuses in them by what was made of each. */
final class WebhookMetrics {
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

    void answered(Answer answer) {
        registry.counter("tidings.webhook.requests", "channel", "whatsapp", "outcome", name(answer))
                .increment();
    }

    void statuses(List<WhatsAppStatuses.Fate> fates) {
        for (WhatsAppStatuses.Fate fate : fates) {
            registry.counter("tidings.webhook.statuses", "channel", "whatsapp", "outcome", name(fate))
                    .increment();
        }
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
