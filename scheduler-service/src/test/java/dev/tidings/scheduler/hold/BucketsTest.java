package dev.tidings.scheduler.hold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BucketsTest {
    private final Buckets buckets = new Buckets();

    @Test
    void takesOnePlaceForAllThatIsDueInTheSameSpan() {
        for (int i = 0; i < 10_000; i++) {
            buckets.add(3_600_000 + i * 60, Grain.HOUR);
        }
        assertThat(buckets.size()).isEqualTo(1);
    }

    @Test
    void shrinksWhenWhatWasManyIsGone() {
        for (int i = 0; i < 100_000; i++) {
            buckets.add(i * 1_000L, Grain.SECOND);
        }
        for (int i = 0; i < 100_000; i++) {
            assertThat(buckets.remove(i * 1_000L, Grain.SECOND)).isTrue();
        }
        assertThat(buckets.size()).isZero();
        assertThat(buckets.capacity()).isLessThan(1_000);
    }

    @ParameterizedTest
    @EnumSource(Grain.class)
    void keepsGrainsApart(Grain grain) {
        for (Grain each : Grain.values()) {
            buckets.add(0, each);
        }
        assertThat(buckets.remove(0, grain)).isTrue();
        assertThat(buckets.remove(0, grain)).isFalse();
        assertThat(buckets.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Grain.class)
    void readsAGrainFromItsCode(Grain grain) {
        assertThat(Grain.of(grain.code())).isEqualTo(grain);
    }
}
