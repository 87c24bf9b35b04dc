package dev.tidings.testbed.bench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallsTest {
    private static Call at(long millis) {
        return new Call(millis, "a", "one", (int) millis);
    }

    private static Call to(String recipient, int number) {
        return new Call(0, "a", recipient, number);
    }

    @Test
    void theRateIsFromTheFirstCallToTheLast() {
        assertThat(new Calls(List.of(at(1_000), at(1_500), at(3_000))).perSecond())
                .isEqualTo(1.0);
    }

    @Test
    void theSteadyHalfLeavesOutTheFirstHalfOfTheCalls() {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            calls.add(at(i * 1_000L));
        }
        for (int i = 0; i < 10; i++) {
            calls.add(at(10_000 + i * 100L));
        }

        assertThat(new Calls(calls).steadyPerSecond()).isEqualTo(10.0);
    }

    @Test
    void ofNothingAndOfOneCallThereIsNoRate() {
        assertThat(new Calls(List.of()).steadyPerSecond()).isZero();
        assertThat(new Calls(List.of(at(1))).perSecond()).isZero();
    }

    @Test
    void aSecondMayBeginAnywhere() {
        // Two in each second of the clock, and three from 900 to 1,899.
        assertThat(new Calls(List.of(at(0), at(900), at(1_000), at(1_899), at(2_900))).mostInASecond())
                .isEqualTo(3);
    }

    @Test
    void whatIsASecondApartIsNotWithinOne() {
        assertThat(new Calls(List.of(at(0), at(1_000))).mostInASecond()).isEqualTo(1);
    }

    @Test
    void aCallAfterOneForALaterTaskOfTheSameRecipientIsOutOfOrder() {
        assertThat(new Calls(List.of(to("x", 1), to("y", 5), to("x", 3), to("x", 2), to("y", 6))).outOfOrder())
                .isEqualTo(1);
    }

    @Test
    void aRepeatIsCountedAsThatAndNotAsOutOfOrder() {
        Calls calls = new Calls(List.of(to("x", 1), to("x", 1), to("x", 2)));

        assertThat(calls.repeated()).isEqualTo(1);
        assertThat(calls.outOfOrder()).isZero();
    }
}
