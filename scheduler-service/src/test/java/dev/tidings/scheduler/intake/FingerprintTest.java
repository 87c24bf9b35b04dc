package dev.tidings.scheduler.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryWindow;
import dev.tidings.contract.FallbackChoice;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.OutsideWindow;
import dev.tidings.contract.Priority;
import dev.tidings.contract.SendRequest;
import dev.tidings.scheduler.Samples;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final DeliveryWindow DAYTIME = new DeliveryWindow(
            "Asia/Singapore", Set.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(21, 0), OutsideWindow.HOLD);

    @Test
    void isTheSameForTheSameContent() {
        assertThat(Fingerprint.of(full())).isEqualTo(Fingerprint.of(full()));
    }

    @Test
    void neverChangesFromOneVersionToTheNext() {
        // Requests that were accepted before an upgrade are compared with repeats that come after it.
        Fingerprint known = new Fingerprint(
                -8800301035635612041L, 5647619876749442252L, -6214498350556767880L, -7920536871285679116L);

        assertThat(Fingerprint.of(full())).isEqualTo(known);
    }

    @Test
    void differsWithEachField() {
        List<SendRequest> variants = List.of(
                Samples.request("a").build(),
                Samples.request("b").build(),
                Samples.request("a").tenant("t").build(),
                Samples.request("a").by("line", "shop").build(),
                Samples.request("a").by("whatsapp", "other").build(),
                Samples.request("a").to("+6581234568").build(),
                Samples.request("a").text("other").build(),
                Samples.request("a").template("t", Map.of("a", "b")).build(),
                Samples.request("a").template("t", Map.of("a", "c")).build(),
                Samples.request("a").at(Samples.NOON).build(),
                Samples.request("a").spread(Duration.ofHours(1)).build(),
                Samples.request("a").spread(Duration.ofHours(2)).build(),
                Samples.request("a").within(DAYTIME).build(),
                Samples.request("a").validFor(Duration.ofHours(1)).build(),
                Samples.request("a").priority(Priority.HIGH).build(),
                Samples.request("a").onUncertain(OnUncertain.RESEND).build(),
                Samples.request("a").fallback("p").build(),
                Samples.request("a")
                        .fallback(new FallbackChoice("p", null, null))
                        .build(),
                Samples.request("a")
                        .fallback(new FallbackChoice("p", null, "your order"))
                        .build());

        assertThat(variants.stream().map(Fingerprint::of).collect(Collectors.toSet()))
                .hasSameSizeAs(variants);
    }

    private static SendRequest full() {
        return Samples.request("a")
                .template("t", Map.of("a", "1", "b", "2", "c", "3", "d", "4"))
                .at(Samples.NOON)
                .within(DAYTIME)
                .validFor(Duration.ofHours(1))
                .priority(Priority.HIGH)
                .onUncertain(OnUncertain.RESEND)
                .fallback("p")
                .build();
    }
}
