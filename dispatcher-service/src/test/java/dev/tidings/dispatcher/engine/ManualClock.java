package dev.tidings.dispatcher.engine;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test sets. */
final class ManualClock implements InstantSource {
    private volatile Instant now;

    ManualClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** The same as a clock that is never set. */
    long nanos() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    /** The same for meters. */
    Clock ofMeters() {
        return new Clock() {
            @Override
            public long wallTime() {
                return now.toEpochMilli();
            }

            @Override
            public long monotonicTime() {
                return nanos();
            }
        };
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}
