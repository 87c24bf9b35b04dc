package dev.tidings.dispatcher.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CompletedOffsetsTest {
    private static final int SEEDS = 10_000;
    private static final long BASE = 1_000_000_007;

    private static long[] bounds(long... ofBase) {
        long[] bounds = new long[ofBase.length];
        for (int i = 0; i < ofBase.length; i++) {
            bounds[i] = BASE + ofBase[i];
        }
        return bounds;
    }

    /** Runs of 1 to {@code longest} complete ones, with as long ones between them that are not. */
    private static long[] random(SplittableRandom random, int runs, int longest) {
        long[] bounds = new long[2 * runs];
        long last = BASE;
        for (int i = 0; i < bounds.length; i++) {
            last += 1 + random.nextInt(longest);
            bounds[i] = last;
        }
        return bounds;
    }

    @Test
    void comesBackAsItWasWritten() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new SplittableRandom(seed);
            long[] bounds = random(random, random.nextInt(60), 1 << random.nextInt(10));
            CompletedOffsets written = CompletedOffsets.of(BASE, bounds);

            assertThat(CompletedOffsets.read(BASE, written.text()))
                    .as("seed %d", seed)
                    .contains(written);
            assertThat(written.end())
                    .as("seed %d", seed)
                    .isEqualTo(bounds.length == 0 ? Long.MIN_VALUE : bounds[bounds.length - 1]);
            for (int i = 0; i < bounds.length; i++) {
                assertThat(written.has(bounds[i])).as("seed %d", seed).isEqualTo(i % 2 == 0);
                assertThat(written.has(bounds[i] - 1)).as("seed %d", seed).isEqualTo(i % 2 == 1);
            }
            assertThat(written.has(BASE)).as("seed %d", seed).isFalse();
        }
    }

    @Test
    void tellsFromTheLowestOnWhatThereIsRoomFor() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new SplittableRandom(seed);
            long[] bounds = random(random, 20_000, 1 << random.nextInt(12));
            CompletedOffsets written = CompletedOffsets.of(BASE, bounds);

            assertThat(written.text()).as("seed %d", seed).hasSizeLessThanOrEqualTo(3_900);
            assertThat(CompletedOffsets.read(BASE, written.text()))
                    .as("seed %d", seed)
                    .contains(written);
            assertThat(written.fill()).as("seed %d", seed).isBetween(0.99, 1.01);
            for (int i = 0; i < bounds.length; i++) {
                boolean told = i % 2 == 0 && bounds[i] < written.end();
                assertThat(written.has(bounds[i])).as("seed %d", seed).isEqualTo(told);
            }
        }
    }

    @Test
    void isWrittenTheShorterWay() {
        List<Long> everyOther = new ArrayList<>();
        for (long i = 1; i < 2_000; i += 2) {
            everyOther.add(i);
            everyOther.add(i + 1);
        }
        long[] bits = everyOther.stream().mapToLong(Long::longValue).toArray();

        assertThat(CompletedOffsets.of(BASE, bounds(bits)).text())
                .startsWith("b")
                .hasSizeLessThan(350);
        assertThat(CompletedOffsets.of(BASE, bounds(1, 1_000_000)).text())
                .startsWith("r")
                .hasSizeLessThan(10);
    }

    @Test
    void neverTellsOfTheCommittedOneHoweverBrokenTheTextIs() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new SplittableRandom(seed);
            long[] bounds = random(random, 1 + random.nextInt(20), 1 << random.nextInt(10));
            StringBuilder text =
                    new StringBuilder(CompletedOffsets.of(BASE, bounds).text());
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt('!', 'z'));
            }
            String broken = text.substring(0, 1 + random.nextInt(text.length()));

            assertThat(CompletedOffsets.read(BASE, broken).stream()
                            .filter(read -> read.has(BASE) || read.has(BASE - 1)))
                    .as("seed %d: %s", seed, broken)
                    .isEmpty();
        }
    }

    @Test
    void anotherVersionsTextSaysNothing() {
        assertThat(CompletedOffsets.read(BASE, "xAAAA")).isEmpty();
        assertThat(CompletedOffsets.read(BASE, "r")).isEmpty();
        assertThat(CompletedOffsets.read(BASE, "b")).isEmpty();
        assertThat(CompletedOffsets.read(BASE, "r____")).isEmpty();
        assertThat(CompletedOffsets.read(BASE, "bAQ"))
                .as("the committed one itself")
                .isEmpty();
    }
}
