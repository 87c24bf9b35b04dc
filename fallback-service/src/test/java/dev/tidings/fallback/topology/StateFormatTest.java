package dev.tidings.fallback.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.Reason;
import dev.tidings.fallback.Samples;
import dev.tidings.fallback.plan.Cause;
import dev.tidings.fallback.plan.Evidence;
import dev.tidings.fallback.plan.FallbackState;
import dev.tidings.fallback.plan.Finding;
import dev.tidings.fallback.plan.Leg;
import dev.tidings.fallback.plan.Report;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StateFormatTest {
    private final StateFormat format = new StateFormat();

    static List<FallbackState.Kept> states() {
        return List.of(
                new FallbackState.Reported(
                        new Evidence(
                                new Report(
                                        1,
                                        Finding.FAILED,
                                        3,
                                        Reason.TEMPLATE_UNAVAILABLE,
                                        Samples.START,
                                        Samples.START),
                                null,
                                new Report(1, Finding.READ, 4, null, Samples.START.plusSeconds(1), Samples.START)),
                        Samples.START),
                new FallbackState.Reported(sent(), Samples.START),
                new FallbackState.Watching(
                        Samples.watch("r", Samples.policy(FallbackTrigger.SEND_FAILED)),
                        List.of(new Leg(Samples.START, new Evidence(null, null, null), null)),
                        Samples.START),
                new FallbackState.Watching(
                        Samples.watch(
                                "r", Samples.policy(FallbackTrigger.UNREAD).after(Duration.ofMinutes(2))),
                        List.of(
                                new Leg(Samples.START, sent(), Samples.START.plusSeconds(120)),
                                new Leg(Samples.START.plusSeconds(120), new Evidence(null, null, null), null)),
                        Samples.START),
                decided(),
                new FallbackState.Lost(Samples.START.plusSeconds(3)),
                new FallbackState.ReportedAgain(decided(), sent(), Samples.START.plusSeconds(10)));
    }

    private static Evidence sent() {
        return new Evidence(new Report(1, Finding.SENT, 0, null, Samples.START, null), null, null);
    }

    private static FallbackState.Decided decided() {
        return new FallbackState.Decided(
                Cause.REPLACED, 2, Samples.START, Samples.START.plusMillis(1), Samples.START.plusMillis(2));
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

    /** The number in decision 013, times a million: to be looked at again when it is no longer true. */
    @Test
    void keepsAnOpenWatchInAFewHundredBytes() {
        FallbackState.Kept waiting = new FallbackState.Watching(
                Samples.watch(
                        "r".repeat(24),
                        Samples.policy(FallbackTrigger.UNDELIVERED).after(Duration.ofMinutes(5))),
                List.of(new Leg(Samples.START, sent(), Samples.START.plusSeconds(300))),
                Samples.START);

        int bytes = format.write(waiting).length;
        System.out.println("an open watch takes " + bytes + " bytes");
        assertThat(bytes).isBetween(200, 350);
        assertThat(format.write(decided()).length).isLessThan(60);
    }

    @Test
    void takesBytesOfNoKnownFormForNothing() {
        assertThat(format.read(new byte[] {9, 0, 0, 0, 0, 0, 0, 0, 0})).isEmpty();
        assertThat(format.read(new byte[] {1, 0})).isEmpty();
        assertThat(format.read(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}))
                .as("a result that says nothing")
                .isEmpty();
        assertThat(StateFormat.keepUntilMillis(new byte[] {1, 0})).isEqualTo(Long.MIN_VALUE);
    }
}
