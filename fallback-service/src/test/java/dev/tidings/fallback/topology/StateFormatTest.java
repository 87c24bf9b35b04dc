package dev.tidings.fallback.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.Reason;
import dev.tidings.fallback.Samples;
import dev.tidings.fallback.plan.Cause;
import dev.tidings.fallback.plan.FallbackState;
import dev.tidings.fallback.plan.Finding;
import dev.tidings.fallback.plan.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateFormatTest {
    private final StateFormat format = new StateFormat();

    static List<FallbackState.Kept> states() {
        return List.of(
                new FallbackState.Reported(
                        new Report(Finding.FAILED, 3, Reason.TEMPLATE_UNAVAILABLE, Samples.START, Samples.START),
                        Samples.START),
                new FallbackState.Reported(new Report(Finding.SENT, 0, null, Samples.START, null), Samples.START),
                new FallbackState.Watching(
                        Samples.watch("r", Samples.policy(FallbackTrigger.SEND_FAILED)), Samples.START),
                decided(),
                new FallbackState.Lost(Samples.START.plusSeconds(3)),
                new FallbackState.ReportedAgain(
                        decided(),
                        new Report(Finding.SENT, 1, null, Samples.START, Samples.START.plusSeconds(9)),
                        Samples.START.plusSeconds(10)));
    }

    private static FallbackState.Decided decided() {
        return new FallbackState.Decided(
                Cause.UNCERTAIN, Samples.START, Samples.START.plusMillis(1), Samples.START.plusMillis(2));
    }

    @ParameterizedTest
    @MethodSource("states")
    void readsWhatItWrote(FallbackState.Kept state) {
        assertThat(format.read(format.write(state))).contains(state);
    }

    @ParameterizedTest
    @MethodSource("states")
    void tellsTheEndOfAStateFromItsHead(FallbackState.Kept state) {
        assertThat(StateFormat.keepUntilMillis(format.write(state)))
                .isEqualTo(state.keepUntil().toEpochMilli());
    }

    @Test
    void takesBytesOfNoKnownFormForNothing() {
        assertThat(format.read(new byte[] {9, 0, 0, 0, 0, 0, 0, 0, 0})).isEmpty();
        assertThat(format.read(new byte[] {1, 0})).isEmpty();
        assertThat(StateFormat.keepUntilMillis(new byte[] {1, 0})).isEqualTo(Long.MIN_VALUE);
    }
}
