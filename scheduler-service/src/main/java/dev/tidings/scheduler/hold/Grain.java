package dev.tidings.scheduler.hold;

import java.time.Duration;

/**
 * How finely an entry's due time is counted: the further ahead it was when it was put, the more coarsely, so that what
 * waits for years takes few buckets. It is kept with the entry, since only then the same bucket is found again when the
 * entry goes.
 */
public enum Grain {
    SECOND((byte) 1, Duration.ofSeconds(1), Duration.ofHours(1)),
    MINUTE((byte) 2, Duration.ofMinutes(1), Duration.ofDays(30)),
    HOUR((byte) 3, Duration.ofHours(1), Duration.ofMillis(Long.MAX_VALUE));

    private static final Grain[] BY_CODE = {SECOND, MINUTE, HOUR};

    private final byte code;
    private final long millis;
    private final long below;

    Grain(byte code, Duration width, Duration below) {
        this.code = code;
        this.millis = width.toMillis();
        this.below = below.toMillis();
    }

    /**
     * The grain of an entry that is put now. Times in milliseconds since the epoch.
     *
     * @param due when the entry is due
     */
    public static Grain of(long now, long due) {
        long ahead = due - now;
        if (ahead < SECOND.below) {
            return SECOND;
        }
        return ahead < MINUTE.below ? MINUTE : HOUR;
    }

    /** How it is stored: never to be changed. */
    public byte code() {
        return code;
    }

    /** Reads what {@link #code} gave. */
    public static Grain of(byte code) {
        if (code < 1 || code > BY_CODE.length) {
            throw new IllegalArgumentException("no grain has the code " + code);
        }
        return BY_CODE[code - 1];
    }

    long millis() {
        return millis;
    }
}
