package dev.tidings.local.show;

import static dev.tidings.local.show.Results.plain;
import static dev.tidings.local.show.Results.watched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Status;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StandingTest {
    static Stream<Arguments> cases() {
        return Stream.of(
                one(Standing.OPEN),
                one(Standing.OPEN, plain(0, Status.HELD)),
                one(Standing.ENDED, plain(0, Status.REJECTED)),
                one(Standing.ENDED, plain(0, Status.HELD), plain(0, Status.CANCELLED)),
                one(Standing.OPEN, plain(0, Status.HELD), plain(0, Status.CONTROL_REFUSED)),
                one(Standing.SETTLED, plain(1, Status.SENT)),
                one(Standing.ENDED, plain(1, Status.SENT), plain(1, Status.DELIVERED)),
                one(Standing.ENDED, plain(1, Status.FAILED)),
                one(Standing.OPEN, watched(1, Status.FAILED)),
                one(Standing.OPEN, watched(1, Status.FAILED), watched(1, Status.FALLBACK_TRIGGERED)),
                one(
                        Standing.OPEN,
                        watched(1, Status.FAILED),
                        watched(1, Status.FALLBACK_TRIGGERED),
                        watched(2, Status.SENT)),
                one(
                        Standing.ENDED,
                        watched(1, Status.FAILED),
                        watched(1, Status.FALLBACK_TRIGGERED),
                        watched(2, Status.SENT),
                        watched(0, Status.FALLBACK_ENDED)),
                one(Standing.ENDED, watched(1, Status.FAILED), watched(0, Status.FALLBACK_ENDED)),
                one(Standing.OPEN, watched(1, Status.SENT)),
                one(Standing.SETTLED, watched(1, Status.SENT), watched(1, Status.FALLBACK_NOT_NEEDED)),
                one(Standing.ENDED, watched(1, Status.UNKNOWN), watched(1, Status.FALLBACK_NOT_NEEDED)),
                one(Standing.OPEN, watched(1, Status.SENT), watched(1, Status.DELIVERED)),
                one(
                        Standing.ENDED,
                        watched(1, Status.SENT),
                        watched(1, Status.DELIVERED),
                        watched(1, Status.FALLBACK_NOT_NEEDED)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void followsFromTheResults(Standing expected, List<DeliveryResult> results) {
        assertThat(Standing.of(results)).isEqualTo(expected);
    }

    private static Arguments one(Standing expected, DeliveryResult... results) {
        return Arguments.of(expected, List.of(results));
    }
}
