package dev.tidings.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.abilities.Abilities;
import dev.tidings.abilities.AbilityTable;
import dev.tidings.abilities.AddressForm;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.RequestRules;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.Status;
import dev.tidings.contract.TemplateState;
import dev.tidings.local.settings.UserError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final List<Event> TEMPLATES = List.of(template("en"), template("zh"));
    private final DemoTraffic traffic = traffic(List.of(account("whatsapp", "whatsapp-cloud", true)));
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
                        Planned.Kind.WRONG_ADDRESS, 10L));
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
                .contains("p50 40 ms, p99 40 ms")
                .contains("sent by channel: whatsapp 1 of 2");
    }

    /** Of every provider that there is, whether or not the sample catalog has an account of it. */
    @ParameterizedTest
    @MethodSource("providers")
    void asksForNothingThatTheProviderCannotDo(Abilities abilities) {
        DemoTraffic demo = traffic(List.of(
                account(abilities.channel(), abilities.provider(), true),
                new MessageTemplate(
                        abilities.channel(),
                        "order_update",
                        "en",
                        "order_update",
                        TemplateState.APPROVED,
                        ParameterFormat.POSITIONAL,
                        List.of("name"))));
        assertThat(IntStream.range(0, 20).mapToObj(n -> demo.next(n, NOW))).allSatisfy(planned -> {
            SendRequest request = planned.request();
            assertThat(RequestRules.problems(request, NOW)).isEmpty();
            assertThat(abilities.contents().refusal(request.content())).isEmpty();
            assertThat(fits(abilities.address(), request.recipient()))
                    .isEqualTo(planned.kind() != Planned.Kind.WRONG_ADDRESS);
        });
    }

    static List<Abilities> providers() {
        return AbilityTable.all();
    }

    private static boolean fits(AddressForm form, String address) {
        return switch (form) {
            case AddressForm.PhoneNumber _ -> address.matches("\\+[1-9][0-9]{7,14}");
            case AddressForm.UserId id -> id.fits(address);
        };
    }

    @Test
    void givesEveryEnabledAccountEveryKindOfRequest() {
        DemoTraffic demo = traffic(List.of(
                account("whatsapp", "whatsapp-cloud", true),
                account("sms", "twilio", true),
                account("line", "line", false)));
        assertThat(IntStream.range(0, 100)
                        .mapToObj(n -> demo.next(n, NOW))
                        .map(planned -> planned.request().channel() + " " + planned.kind())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "whatsapp IMMEDIATE",
                        "whatsapp TIMED",
                        "whatsapp WITHOUT_TEMPLATE",
                        "whatsapp WRONG_ADDRESS",
                        "sms IMMEDIATE",
                        "sms TIMED",
                        "sms WRONG_ADDRESS");
    }

    @Test
    void needsAnAccount() {
        assertThatThrownBy(() -> traffic(List.of(account("line", "line", false))))
                .isInstanceOf(UserError.class);
    }

    @Test
    void countsAResultThatIsReadBeforeItsRequestIsNoted() {
        summary.accept(result(0, Status.FAILED, 1));
        summary.published(traffic.next(0, NOW), NOW);
        assertThat(summary.notEnded()).isZero();
    }

    private static DemoTraffic traffic(List<Event> accounts) {
        return new DemoTraffic(
                "demo-1", Stream.concat(accounts.stream(), TEMPLATES.stream()).toList());
    }

    private static Event account(String channel, String provider, boolean enabled) {
        return new SenderAccount(
                channel, "shop", null, enabled, provider, "https://provider.example", Map.of(), Map.of(), null, null);
    }

    private static Event template(String language) {
        return new MessageTemplate(
                "whatsapp",
                "order_update",
                language,
                "order_update",
                TemplateState.APPROVED,
                ParameterFormat.POSITIONAL,
                List.of("name"));
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
