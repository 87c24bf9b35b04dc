package dev.tidings.scheduler.hold;

import java.time.Duration;

/** How far ahead something is due: each begins where the one before it ends. */
public enum Horizon {
    OVERDUE("overdue", Duration.ZERO),
    SECONDS_10("10s", Duration.ofSeconds(10)),
    MINUTE_1("1m", Duration.ofMinutes(1)),
    MINUTES_5("5m", Duration.ofMinutes(5)),
    MINUTES_15("15m", Duration.ofMinutes(15)),
    HOUR_1("1h", Duration.ofHours(1)),
    HOURS_6("6h", Duration.ofHours(6)),
    DAY_1("1d", Duration.ofDays(1)),
    DAYS_7("7d", Duration.ofDays(7)),
    DAYS_30("30d", Duration.ofDays(30)),
    DAYS_365("365d", Duration.ofDays(365)),
    BEYOND("beyond", Duration.ofMillis(Long.MAX_VALUE));

    private static final Horizon[] IN_ORDER = values();

    private final String id;
    private final long below;

    Horizon(String id, Duration below) {
        this.id = id;
        this.below = below.toMillis();
    }

    /**
     * Of a bucket, which counts by its start, but is overdue only when it has passed wholly: it may span an hour, and what
     * is due within it is not late at its beginning. Times in milliseconds since the epoch.
     */
    static Horizon of(long start, long width, long now) {
        if (start + width <= now) {
            return OVERDUE;
        }
        long ahead = Math.max(0, start - now);
        for (Horizon horizon : IN_ORDER) {
            if (ahead < horizon.below) {
                return horizon;
            }
        }
        return BEYOND;
    }

    /** Its name for people and metrics. */
    public String id() {
        return id;
    }
}
