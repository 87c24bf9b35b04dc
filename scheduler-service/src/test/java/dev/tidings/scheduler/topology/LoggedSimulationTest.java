package dev.tidings.scheduler.topology;

import dev.tidings.scheduler.hold.SimulatedLife;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of partitions whose stores are the service's own, restored from their changelog after each crash.
 *
 * <p>Seen to be caught, each by changing the code: what is put behind the cursor taken for ahead of it; a cursor that is not
 * restored; nothing forgotten of what was released; what was released told as waiting; what waits stripped; what was stripped
 * forgotten at once, or told as it stood before; how far was stripped standing where another family ends;
 * the first that is whole not looked for when the store is opened.
 */
class LoggedSimulationTest {
    private static final int LIVES = 2_000;
    private static final int LIVES_PER_TEST = 200;

    static LongStream firstSeeds() {
        return LongStream.range(0, LIVES / LIVES_PER_TEST).map(block -> block * LIVES_PER_TEST);
    }

    @ParameterizedTest(name = "200 lives from seed {0} on")
    @MethodSource("firstSeeds")
    void everyRequestEndsOnceAndInTime(long first) {
        for (long seed = first; seed < first + LIVES_PER_TEST; seed++) {
            SimulatedLife.live(seed, LoggedStores::new);
        }
    }
}
