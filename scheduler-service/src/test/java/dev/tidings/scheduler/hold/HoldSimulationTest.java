package dev.tidings.scheduler.hold;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of partitions whose stores are maps.
 *
 * <p>Seen to be caught, each by changing the code: releasing a millisecond early; releasing without asking the request's
 * state, or its campaign's; a cursor that survives a crash which took back what it had passed, and one that does not move;
 * a cursor that passes what was put behind it; a cancellation read too early that is not remembered; a retry that is not known
 * when it is asked for again; orders followed without their sequence; parked requests released early by a clock that was set back.
 */
class HoldSimulationTest {
    private static final int LIVES = 10_000;
    private static final int LIVES_PER_TEST = 500;

    static LongStream firstSeeds() {
        return LongStream.range(0, LIVES / LIVES_PER_TEST).map(block -> block * LIVES_PER_TEST);
    }

    @ParameterizedTest(name = "500 lives from seed {0} on")
    @MethodSource("firstSeeds")
    void everyRequestEndsOnceAndInTime(long first) {
        for (long seed = first; seed < first + LIVES_PER_TEST; seed++) {
            SimulatedLife.live(seed, _ -> new MemoryStores());
        }
    }
}
