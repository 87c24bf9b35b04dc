package dev.tidings.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.Status;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private final DemoTraffic traffic = new DemoTraffic("demo-1");
    private final DemoSummary summary = new DemoSummary();

    @Test
    void mixesAllKindsOfRequestsInTheRightForm() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(n -> traffic.next(n, NOW))
                        .peek(p -> assertThat(RequestRules.problems(p.request(), NOW))
                                .isEmpty())
                        .collect(Collectors.groupingBy(Planned::kind, Collectors.counting())))
                .isEqualTo(Map.of(
                        Planned.Kind.IMMEDIATE, 60L,
                        Planned.Kind.TIMED, 20L,
                        Planned.Kind.WITHOUT_TEMPLATE, 10L,
                        Planned.Kind.WRONG_NUMBER, 10L));
    }

    @Test
    void countsWhatIsOpenAndWhatHasEnded() {
        summary.published(traffic.next(0, NOW), NOW);
        summary.published(traffic.next(2, NOW), NOW);
        summary.accept(result(0, Status.SENT, 40));
        summary.accept(result(0, Status.DELIVERED, 90));

        assertThat(summary.open()).isEqualTo(1);
        assertThat(summary.render())
                .contains("2 asked: 1 sent, 1 delivered, 0 by SMS, 0 rejected, 0 failed, 0 unknown, 1 open")
                .contains("p50 40 ms, p99 40 ms");
    }

    @Test
    void countsAResultThatIsReadBeforeItsRequestIsNoted() {
        summary.accept(result(0, Status.FAILED, 1));
        summary.published(traffic.next(0, NOW), NOW);
        assertThat(summary.notEnded()).isZero();
    }

    private static DeliveryResult result(int number, Status status, long afterMillis) {
        return new DeliveryResult(
                "e",
                "demo-1-" + number,
                "local",
                null,
                1,
                status,
                "whatsapp",
                "shop",
                1,
                null,
                null,
                null,
                null,
                false,
                null,
                NOW.plusMillis(afterMillis),
                null,
                Map.of());
    }
}
