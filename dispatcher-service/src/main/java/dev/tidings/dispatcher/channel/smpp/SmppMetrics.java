package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.runtime.CounterFamily;
import dev.tidings.runtime.Counters;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what comes over the connections. */
public final class SmppMetrics {
    private final Counters<Bind> sessions;
    private final Counters<Fate> deliveries;

    /** Counts there. */
    public SmppMetrics(MeterRegistry meters) {
        sessions = new CounterFamily(
                        meters, "tidings.smpp.sessions", "Sessions with message centres, by what became of them")
                .by("event", Bind.class);
        deliveries = new CounterFamily(
                        meters, "tidings.smpp.deliveries", "What message centres delivered, by what was made of it")
                .by("fate", Fate.class);
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
        sessions.increment(bind);
    }

    void delivered(Fate fate) {
        deliveries.increment(fate);
    }
}
