package dev.tidings.dispatcher.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final Failures failures = new Failures();

    private void fail(long offset, int times) {
        for (int i = 0; i < times; i++) {
            failures.add(offset);
        }
    }

    @Test
    void aTaskThatIsDoneAtLastLetsOthersRestAsBriefly() {
        fail(7, 4);
        assertThat(failures.rest()).isEqualTo(Duration.ofSeconds(8));
        failures.forget(7);
        fail(8, 1);
        assertThat(failures.rest()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void eachTaskHasTriesOfItsOwn() {
        fail(7, Failures.MOST_TRIES);
        fail(8, Failures.MOST_TRIES - 1);
        assertThat(failures.isHopeless(7)).isTrue();
        assertThat(failures.isHopeless(8)).isFalse();
    }
}
