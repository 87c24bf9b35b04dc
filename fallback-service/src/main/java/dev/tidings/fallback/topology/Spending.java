package dev.tidings.fallback.topology;

import dev.tidings.contract.Reason;
import dev.tidings.fallback.plan.Allowance;
import dev.tidings.runtime.StateVersion;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The SMS parts that one partition has asked for on a day, by tenant. They are booked in the transaction that asks. */
final class Spending {
    /** Before every key, which begins with a day. */
    static final StateVersion<String> VERSION = new StateVersion<>("the fallback's spending", " ", 1);

    private static final String FIRST = "0";

    private final KeyValueStore<String, byte[]> store;
    private final Caps caps;
    private final int partition;
    private long forgottenBefore = Long.MIN_VALUE;

    /**
     * What is booked in that store.
     *
     * @throws dev.tidings.runtime.StateVersionException where another version wrote it
     */
    Spending(KeyValueStore<String, byte[]> store, Caps caps, int partition) {
        VERSION.check(store);
        this.store = store;
        this.caps = caps;
        this.partition = partition;
    }

    /** What may be asked for on the day of that time. */
    Allowance on(Instant now) {
        return (tenant, parts) -> refusal(tenant, parts, now);
    }

    private Optional<Reason> refusal(String tenant, int parts, Instant now) {
        if (!caps.allows(tenant)) {
            return Optional.of(Reason.SMS_NOT_ENABLED);
        }
        OptionalLong share = caps.share(tenant, partition);
        return share.isPresent() && spent(tenant, now) + parts > share.getAsLong()
                ? Optional.of(Reason.SMS_CAP_REACHED)
                : Optional.empty();
    }

    void book(String tenant, int parts, Instant now) {
        byte[] sum = ByteBuffer.allocate(Long.BYTES)
                .putLong(spent(tenant, now) + parts)
                .array();
        store.put(key(tenant, now), sum);
    }

    /** Lets go of the days before, once a day. */
    void forget(Instant now) {
        // Yesterday stays: the next owner's clock may be behind.
        long day = day(now) - 1;
        if (day <= forgottenBefore) {
            return;
        }
        List<String> over = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> before = store.range(FIRST, start(day))) {
            before.forEachRemaining(entry -> over.add(entry.key));
        }
        over.forEach(store::delete);
        forgottenBefore = day;
    }

    /** Says what tenants have used of their caps today, by the catalog as it is now. */
    void tell(CapUse use, Instant now) {
        Map<String, CapUse.Used> byTenant = new HashMap<>();
        String today = start(day(now));
        try (KeyValueIterator<String, byte[]> booked = store.range(today, start(day(now) + 1))) {
            booked.forEachRemaining(entry -> {
                String tenant = entry.key.substring(today.length());
                caps.evenly(tenant)
                        .ifPresent(evenly -> byTenant.put(tenant, new CapUse.Used(sum(entry.value), evenly)));
            });
        }
        use.tell(partition, now, byTenant);
    }

    private long spent(String tenant, Instant now) {
        byte @Nullable [] sum = store.get(key(tenant, now));
        return sum == null ? 0 : sum(sum);
    }

    private static long sum(byte[] booked) {
        return ByteBuffer.wrap(booked).getLong();
    }

    private static String key(String tenant, Instant now) {
        return start(day(now)) + tenant;
    }

    /** Days of one width, so that they lie in order. */
    private static String start(long day) {
        return String.format(Locale.ROOT, "%08d/", day);
    }

    /** Which day (UTC) it is. */
    static long day(Instant now) {
        return now.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
    }
}
