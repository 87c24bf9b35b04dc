package dev.tidings.dispatcher.channel.smpp;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts what comes over the connections. */
public final class SmppMetrics {
    private final MeterRegistry meters;

    /** Counts there. */
    public SmppMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** What became of a session. */
    enum Bind {
        BOUND,
        FAILED,
        LOST
    }

    /** What was made of a deliver_sm. */
    enum Fate {
        TAKEN,
        /** Says nothing of how it ends. */
        UNDER_WAY,
        /** Names no message, or cannot be read. */
        MALFORMED,
        /** Kafka could not take it: it will be repeated. */
        NOT_PUBLISHED,
        /** Too many others were being published: it will be repeated. */
        NO_ROOM,
        /** Somebody wrote to the account's number. */
        NO_RECEIPT
    }

    void bound(Bind bind) {
        count("tidings.smpp.sessions", "event", bind);
    }

    void delivered(Fate fate) {
        count("tidings.smpp.deliveries", "fate", fate);
    }

    private void count(String name, String label, Enum<?> value) {
        meters.counter(name, label, value.name().toLowerCase(Locale.ROOT)).increment();
    }
}
