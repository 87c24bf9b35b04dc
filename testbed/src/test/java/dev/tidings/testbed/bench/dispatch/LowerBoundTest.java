package dev.tidings.testbed.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testbed.bench.kit.Call;
import dev.tidings.testbed.bench.kit.Calls;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LowerBoundTest {
    private static Call to(String recipient, int number) {
        return new Call(0, "a", recipient, number);
    }

    @Test
    void nobodyIsFasterThanTheBusiestRecipientsCallsOneAfterAnother() {
        Calls calls = new Calls(List.of(to("x", 1), to("x", 2), to("x", 3), to("y", 4)));

        assertThat(LowerBound.seconds(calls, 100, Duration.ofMillis(100))).isEqualTo(0.3, offset());
    }

    @Test
    void nobodyIsFasterThanAllWorkersAtOnce() {
        Calls calls = new Calls(List.of(to("x", 1), to("y", 2), to("z", 3), to("w", 4)));

        assertThat(LowerBound.seconds(calls, 2, Duration.ofMillis(100))).isEqualTo(0.2, offset());
    }

    @Test
    void efficiencyIsTheBoundByTheTimeToTheLastAnswer() {
        Calls calls =
                new Calls(List.of(new Call(0, "a", "x", 1), new Call(150, "a", "x", 2), new Call(300, "a", "x", 3)));

        assertThat(LowerBound.efficiency(calls, 10, Duration.ofMillis(100))).isEqualTo(0.75, offset());
    }

    private static org.assertj.core.data.Offset<Double> offset() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }
}
