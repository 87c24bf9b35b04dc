package dev.tidings.dispatcher.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SendRateTest {
    private static final int SEEDS = 2_000;
    private static final long SECOND = 1_000_000_000;

    private record Sent(long at, int parts) {}

    @Test
    void sendsInNoSecondMoreThanTheLimitHoweverTheyCome() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new SplittableRandom(seed);
            int limit = 1 + random.nextInt(1 << random.nextInt(11));
            int mostParts = 1 + random.nextInt(Math.min(limit, 10));
            long now = random.nextLong();
            SendRate rate = new SendRate(limit, now);
            Deque<Sent> second = new ArrayDeque<>();
            int inSecond = 0;
            for (int i = 0; i < 500; i++) {
                int parts = 1 + random.nextInt(mostParts);
                long wait = rate.take(parts, now);
                if (wait > 0) {
                    // Sometimes it wakes up late.
                    now += wait + (random.nextInt(4) == 0 ? random.nextLong(SECOND / 20) : 0);
                    assertThat(rate.take(parts, now)).as("seed %d", seed).isZero();
                }
                second.addLast(new Sent(now, parts));
                inSecond += parts;
                while (now - second.getFirst().at >= SECOND) {
                    inSecond -= second.removeFirst().parts;
                }
                assertThat(inSecond).as("seed %d, limit %d", seed, limit).isLessThanOrEqualTo(limit);
                now += random.nextInt(10) == 0 ? random.nextLong(2 * SECOND) : 0;
            }
        }
    }

    @Test
    void reachesNearlyItsLimit() {
        for (int limit : new int[] {1, 3, 20, 80, 250, 1_000, 5_000}) {
            SendRate rate = new SendRate(limit, 0);
            long now = 0;
            int sent = 100 * limit;
            for (int i = 0; i < sent; i++) {
                long wait = rate.take(1, now);
                now += wait;
                assertThat(wait == 0 || rate.take(1, now) == 0).isTrue();
            }
            assertThat(sent / (now / (double) SECOND)).as("limit %d", limit).isBetween(0.96 * limit, 1.0 * limit);
        }
    }

    @Test
    void beginsWithoutAnythingLeft() {
        SendRate rate = new SendRate(80, 5 * SECOND);

        int sent = 0;
        for (long now = 5 * SECOND; now <= 6 * SECOND; now += SECOND / 1_000) {
            sent += rate.take(1, now) == 0 ? 1 : 0;
        }
        assertThat(sent).isZero();
        assertThat(rate.take(1, 6 * SECOND + SECOND / 50)).isZero();
    }

    @Test
    void spreadsWhatComesAtOnce() {
        SendRate rate = new SendRate(100, 0);
        long now = 10 * SECOND;

        assertThat(rate.take(1, now)).isZero();
        assertThat(rate.take(1, now)).isBetween(SECOND / 125, SECOND / 100);
    }

    /** Nobody could sleep for a tenth of a millisecond. */
    @Test
    void whatIsDueWithinAMillisecondGoesTogether() {
        SendRate rate = new SendRate(10_000, 0);
        long begun = 10 * SECOND;

        int together = 0;
        while (rate.take(1, begun) == 0) {
            together++;
        }
        assertThat(together).isBetween(10, 13);

        int sent = together;
        long now = begun;
        while (now < begun + SECOND) {
            long wait = rate.take(1, now);
            now += wait;
            sent += wait == 0 ? 1 : 0;
        }
        assertThat(sent).isBetween(9_700, 10_000);
    }

    @Test
    void aMessageOfMorePartsThanTheLimitGoesWhenNothingElseDid() {
        SendRate rate = new SendRate(2, 0);
        long now = 10 * SECOND;

        assertThat(rate.take(5, now)).isZero();
        assertThat(rate.waitFor(1, now)).isGreaterThan(2 * SECOND);
    }

    @Test
    void lessThanOneASecondIsOneInALongerTime() {
        SendRate rate = new SendRate(0.25, 0);
        long now = 100 * SECOND;

        assertThat(rate.take(1, now)).isZero();
        assertThat(rate.waitFor(1, now)).isBetween(4 * SECOND, 5 * SECOND);
    }

    @Test
    void withoutAShareItSendsNothing() {
        assertThat(new SendRate(0, 0).waitFor(1, 60 * SECOND)).isGreaterThan(60 * SECOND);
    }
}
