package dev.tidings.testbed.bench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveLoadTest {
    private final List<Integer> published = new ArrayList<>();
    private final StillClock clock = new StillClock();
    private final LiveLoad load = new LiveLoad(published::add, clock, 20);

    @Test
    void numbersGoOnFromOneSeriesToTheNext() {
        load.run(2, Duration.ofSeconds(1));
        LiveLoad.Series second = load.run(3, Duration.ofSeconds(1));

        assertThat(published).containsExactly(0, 1, 2, 3, 4);
        assertThat(second).isEqualTo(new LiveLoad.Series(2, 5));
    }

    @Test
    void waitsAreFromPublishingToTheFirstCallOfEachOrUntilNow() {
        LiveLoad.Series series = load.run(10, Duration.ofMillis(300));
        Calls calls = new Calls(List.of(call(2, 207), call(0, 5), call(0, 900), call(17, 3)));

        // Published at 0, 100 and 200 ms.
        assertThat(load.waits(calls, series, 3_000)).containsExactly(5, 2_900, 7);
    }

    private static Call call(int number, long at) {
        return new Call(at, "a", "x", number);
    }

    /** Goes on only while it is waited on. */
    private static final class StillClock implements Timeline {
        private long nanos;

        @Override
        public long micros() {
            return nanos / 1_000;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void pause(Duration span) {
            nanos += span.toNanos();
        }
    }
}
