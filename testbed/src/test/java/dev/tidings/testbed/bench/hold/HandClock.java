package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Timeline;
import java.time.Duration;

/** Time that passes only where someone waits, or says so. */
final class HandClock implements Timeline {
    private long nanos;

    void advance(Duration span) {
        nanos += span.toNanos();
    }

    @Override
    public long micros() {
        return nanos / 1000;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void pause(Duration span) {
        advance(span);
    }
}
