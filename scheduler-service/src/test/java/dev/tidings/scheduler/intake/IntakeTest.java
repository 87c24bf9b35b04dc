package dev.tidings.scheduler.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.DeliveryWindow;
import dev.tidings.contract.FallbackChoice;
import dev.tidings.contract.FallbackWatch;
import dev.tidings.contract.HeldSend;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.OutsideWindow;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.PlannedStep;
import dev.tidings.contract.PolicyRules;
import dev.tidings.contract.Priority;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TemplateParameter;
import dev.tidings.contract.TextContent;
import dev.tidings.scheduler.Samples;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
    private static final Arrival NOW = new Arrival(Samples.NOON, Samples.NOON, "0-0", null);
    private static final String LINE_USER = "U4af4980629ab0123456789abcdef0123";
    private static final Map<String, String> GOOD = Map.of("name", "Ann", "code", "17");

    private final Intake intake = Samples.intake();

    static Stream<Arguments> wrong() {
        return Stream.of(
                row("tenant missing", r().tenant(""), Reason.INVALID_REQUEST, "tenant"),
                row(
                        "more than ten years ahead",
                        r().at(Samples.NOON.plus(Duration.ofDays(3654))),
                        Reason.INVALID_REQUEST,
                        "sendAt"),
                row("validity too short", r().validFor(Duration.ofMillis(999)), Reason.INVALID_REQUEST, "validFor"),
                row("unknown zone", r().within(window("Mars/Olympus")), Reason.INVALID_REQUEST, "deliveryWindow.zone"),
                row("unknown channel", r().by("pigeon", "shop"), Reason.INVALID_REQUEST, "unknown account"),
                row("unknown account", r().by("whatsapp", "nobody"), Reason.INVALID_REQUEST, "unknown account"),
                row("disabled account", r().by("whatsapp", "closed"), Reason.INVALID_REQUEST, "unknown account"),
                row(
                        "another tenant's account",
                        r().by("whatsapp", "theirs"),
                        Reason.INVALID_REQUEST,
                        "unknown account"),
                row("malformed number", r().to("12345"), Reason.RECIPIENT_INVALID, "recipient"),
                row("template unknown", r().template("nope", GOOD), Reason.TEMPLATE_UNAVAILABLE, "unknown template"),
                row(
                        "template withdrawn",
                        r().template("withdrawn", Map.of()),
                        Reason.TEMPLATE_UNAVAILABLE,
                        "not available"),
                row(
                        "parameter missing",
                        r().template("order_update", Map.of("name", "Ann")),
                        Reason.TEMPLATE_PARAMETERS_INVALID,
                        "[code]"),
                row(
                        "parameter too many",
                        r().template("order_update", Map.of("name", "A", "code", "1", "x", "y")),
                        Reason.TEMPLATE_PARAMETERS_INVALID,
                        "unexpected 1"),
                row(
                        "template unknown, and a policy that does not act on failure",
                        r().template("nope", GOOD).fallback("sms-on-uncertain"),
                        Reason.TEMPLATE_UNAVAILABLE,
                        "unknown template"),
                row(
                        "template unknown, and a policy whose rule for that is NEVER",
                        r().template("nope", GOOD).fallback("sms-not-for-templates"),
                        Reason.TEMPLATE_UNAVAILABLE,
                        "unknown template"),
                row("policy unknown", r().fallback("nope"), Reason.INVALID_REQUEST, "unknown fallback policy"),
                row("policy disabled", r().fallback("disabled"), Reason.INVALID_REQUEST, "disabled"),
                row("unread without a time", r().fallback("no-deadline"), Reason.FALLBACK_UNSUPPORTED, "after"),
                row("waits too short here", r().fallback("too-soon"), Reason.FALLBACK_UNSUPPORTED, "60 and 43200"),
                row("waits too long here", r().fallback("too-late"), Reason.FALLBACK_UNSUPPORTED, "60 and 43200"),
                row("waits too short anywhere", r().fallback("out-of-bounds"), Reason.FALLBACK_UNSUPPORTED, "after"),
                row(
                        "delivery is not reported",
                        r().by("instagram", "shop")
                                .to("1")
                                .fallback(new FallbackChoice("sms-if-undelivered", "t", Samples.NUMBER)),
                        Reason.FALLBACK_UNSUPPORTED,
                        "UNDELIVERED"),
                row(
                        "failure is not reported",
                        r().by("instagram", "shop")
                                .to("1")
                                .fallback(new FallbackChoice("sms-if-reported", "t", Samples.NUMBER)),
                        Reason.FALLBACK_UNSUPPORTED,
                        "UNDELIVERED"),
                row(
                        "reading is not reported",
                        r().by("line", "shop")
                                .to(LINE_USER)
                                .fallback(new FallbackChoice("sms-if-unread", "t", Samples.NUMBER)),
                        Reason.FALLBACK_UNSUPPORTED,
                        "UNREAD"),
                row("policy without a step", r().fallback("no-step"), Reason.FALLBACK_UNSUPPORTED, "steps"),
                row(
                        "a step that leads nowhere",
                        r().fallback("leads-nowhere"),
                        Reason.FALLBACK_UNSUPPORTED,
                        "triggers"),
                row("a step after an SMS", r().fallback("after-an-sms"), Reason.FALLBACK_UNSUPPORTED, "SMS"),
                row("a step whose address is unknown", r().fallback("by-line"), Reason.FALLBACK_UNSUPPORTED, "address"),
                row(
                        "policy's text names a parameter that is missing",
                        r().template("order_update", GOOD).fallback("missing-parameter"),
                        Reason.TEMPLATE_PARAMETERS_INVALID,
                        "[nick]"),
                row(
                        "request's text names a parameter that is missing",
                        r().template("order_update", GOOD)
                                .fallback(new FallbackChoice("sms-on-failure", "Hi {{name}} {{12345}}", null)),
                        Reason.TEMPLATE_PARAMETERS_INVALID,
                        "fallback.smsText: the request has no parameters for its variables number [2]"),
                row("text with a section", r().fallback("sections"), Reason.INVALID_REQUEST, "something else"),
                row(
                        "all parameters at once",
                        r().template("order_update", GOOD)
                                .fallback(new FallbackChoice("sms-on-failure", "{{.}} {{this}}", null)),
                        Reason.INVALID_REQUEST,
                        "something else"),
                row(
                        "a look into a value",
                        r().template("order_update", GOOD)
                                .fallback(new FallbackChoice("sms-on-failure", "{{name.class}}", null)),
                        Reason.INVALID_REQUEST,
                        "something else"),
                row(
                        "a partial",
                        r().template("order_update", GOOD)
                                .fallback(new FallbackChoice("sms-on-failure", "{{>/etc/passwd}}", null)),
                        Reason.INVALID_REQUEST,
                        "fallback.smsText"),
                row(
                        "braces that do not end",
                        r().template("order_update", GOOD)
                                .fallback(new FallbackChoice("sms-on-failure", "Hi {{name", null)),
                        Reason.INVALID_REQUEST,
                        "something else"),
                row(
                        "a section that does not end",
                        r().template("order_update", GOOD)
                                .fallback(new FallbackChoice("sms-on-failure", "Hi {{#name}}", null)),
                        Reason.INVALID_REQUEST,
                        "something else"),
                row(
                        "more parts than the policy allows",
                        r().fallback(new FallbackChoice("one-part", "x".repeat(161), null)),
                        Reason.INVALID_REQUEST,
                        "takes 2 SMS parts"),
                row(
                        "more parts with its parameters",
                        r().template("order_update", Map.of("name", "x".repeat(100), "code", "x".repeat(61)))
                                .fallback(new FallbackChoice("one-part", "{{name}}{{code}}", null)),
                        Reason.INVALID_REQUEST,
                        "takes 2 SMS parts"),
                row("policy's account is gone", r().fallback("no-account"), Reason.FALLBACK_UNSUPPORTED, "account"),
                row(
                        "policy waits for a delivery that LINE never reports",
                        r().by("line", "shop").to(LINE_USER).fallback("sms-if-undelivered"),
                        Reason.FALLBACK_UNSUPPORTED,
                        "nothing that the channel reports"),
                row(
                        "a provider without an adapter",
                        r().by("messenger", "lost").to("1"),
                        Reason.INVALID_REQUEST,
                        "does not serve"),
                row(
                        "a template where there are none",
                        r().by("sms", "shop").template("order_update", GOOD),
                        Reason.INVALID_REQUEST,
                        "takes no templates"),
                row(
                        "a text where there are templates only",
                        r().by("sms", "mainland"),
                        Reason.INVALID_REQUEST,
                        "takes no text"),
                row(
                        "a text that is too long there",
                        r().by("messenger", "shop").to("1").text("x".repeat(2_001)),
                        Reason.INVALID_REQUEST,
                        "2000 characters"),
                row(
                        "media where there are none",
                        r().by("sms", "shop").media(MediaKind.IMAGE, null),
                        Reason.INVALID_REQUEST,
                        "takes no media"),
                row(
                        "a kind of media that it does not take",
                        r().by("line", "shop").to(LINE_USER).media(MediaKind.AUDIO, null),
                        Reason.INVALID_REQUEST,
                        "content.kind"),
                row(
                        "a caption where there can be none",
                        r().media(MediaKind.AUDIO, "listen"),
                        Reason.INVALID_REQUEST,
                        "content.caption"),
                row(
                        "an SMS with a fallback",
                        r().by("sms", "shop").fallback("sms-on-failure"),
                        Reason.FALLBACK_UNSUPPORTED,
                        "SMS"),
                row(
                        "SMS switched off",
                        r().tenant("no-sms").fallback("sms-on-failure"),
                        Reason.SMS_NOT_ENABLED,
                        "not enabled"),
                row(
                        "no text for the SMS",
                        r().fallback(new FallbackChoice("sms-on-failure", null, null)),
                        Reason.INVALID_REQUEST,
                        "fallback.smsText"),
                row(
                        "phone of the SMS malformed",
                        r().fallback(new FallbackChoice("sms-on-failure", "t", "123")),
                        Reason.RECIPIENT_INVALID,
                        "fallback.phone"),
                row(
                        "no phone for the SMS",
                        r().by("line", "shop").to(LINE_USER).fallback("sms-on-failure"),
                        Reason.INVALID_REQUEST,
                        "fallback.phone"));
    }

    private static Arguments row(String what, Samples.Request request, Reason reason, String detail) {
        return Arguments.of(what, request, reason, detail);
    }

    private static Samples.Request r() {
        return Samples.request("r-1");
    }

    private static DeliveryWindow window(String zone) {
        return new DeliveryWindow(
                zone, EnumSet.allOf(DayOfWeek.class), LocalTime.of(9, 0), LocalTime.of(21, 0), OutsideWindow.HOLD);
    }

    private HeldSend accepted(Samples.Request request) {
        return accepted(request, NOW);
    }

    private HeldSend accepted(Samples.Request request, Arrival arrival) {
        Decision decision = intake.decide(request.build(), arrival);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted) decision).held();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void refuses(String what, Samples.Request request, Reason reason, String detail) {
        Decision decision = intake.decide(request.build(), NOW);

        assertThat(decision).isInstanceOfSatisfying(Decision.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.detail()).contains(detail).doesNotContain(Samples.NUMBER, "12345");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+65 8123 4567",
                "6581234567",
                "+65",
                "+65812345678901234567",
                "+abc",
                "++6581234567",
                "+6581234567 ",
                "0081234567"
            })
    void refusesANumberThatIsNotCanonical(String number) {
        assertThat(intake.decide(r().to(number).build(), NOW)).isInstanceOf(Decision.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "line, shop, U4af4980629ab0123456789abcdef0123",
        "telegram, shop, -1001234567890",
        "telegram, shop, @tidings",
        "messenger, shop, 1234567890123456",
        "viber, bot, 01234567890A=",
        "viber, business, +6581234567"
    })
    void takesEachProvidersOwnFormOfAddress(String channel, String account, String address) {
        assertThat(accepted(r().by(channel, account).to(address)).task().recipient())
                .isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "line, shop, U4af4980629",
        "line, shop, +6581234567",
        "telegram, shop, tidings",
        "telegram, shop, '12 34'",
        "messenger, shop, 12345678901234567890123456789012345",
        "viber, bot, a/../b==/",
        "viber, business, 01234567890A="
    })
    void refusesAnotherForm(String channel, String account, String address) {
        assertThat(intake.decide(r().by(channel, account).to(address).build(), NOW))
                .isInstanceOfSatisfying(Decision.Refused.class, refused -> {
                    assertThat(refused.reason()).isIn(Reason.RECIPIENT_INVALID, Reason.INVALID_REQUEST);
                    assertThat(refused.detail()).startsWith("recipient: ").doesNotContain(address);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{}}",
                "{{ }}",
                "{{=}}",
                "{{=<% %>=}}",
                "{{!name}}",
                "{{&name}}",
                "{{{name}}}",
                "{{{name}}",
                "{{name"
            })
    void refusesWhateverElseTheLanguageHasOrBreaksOn(String text) {
        assertThat(intake.decide(
                        r().template("order_update", GOOD)
                                .fallback(new FallbackChoice("sms-on-failure", text, null))
                                .build(),
                        NOW))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.INVALID_REQUEST));
    }

    @Test
    void freezesTheTemplateWithItsParametersInOrder() {
        SendTask task = accepted(r().template("order_update", GOOD)).task();

        assertThat(task.content())
                .isEqualTo(new TemplateMessage(
                        "order_update_v2",
                        "en",
                        ParameterFormat.POSITIONAL,
                        List.of(new TemplateParameter("name", "Ann"), new TemplateParameter("code", "17"))));
        assertThat(task.refusal()).isNull();
    }

    @Test
    void carriesABadTemplateToItsFallback() {
        HeldSend held = accepted(r().template("withdrawn", Map.of()).fallback("sms-on-failure"));

        assertThat(Objects.requireNonNull(held.task().refusal()).reason()).isEqualTo(Reason.TEMPLATE_UNAVAILABLE);
        assertThat(held.watch()).isNotNull();
    }

    @Test
    void carriesABadTemplateToAFallbackThatHasARuleForIt() {
        HeldSend held = accepted(r().template("withdrawn", Map.of()).fallback("sms-for-templates"));

        assertThat(held.watch()).isNotNull();
    }

    @Test
    void snapshotsThePolicyIntoTheWatch() {
        FallbackWatch watch =
                Objects.requireNonNull(accepted(r().fallback("sms-on-failure")).watch());

        assertThat(watch.policyVersion()).isEqualTo(3);
        assertThat(watch.steps())
                .containsExactly(new PlannedStep(
                        "sms",
                        "shop",
                        Samples.NUMBER,
                        Samples.KEYS.key("sms", Samples.NUMBER),
                        new TextContent("your order"),
                        1,
                        Duration.ofHours(2),
                        Set.of(),
                        null));
    }

    @Test
    void freezesTheTextWithTheRequestsParametersAndWithoutEscapes() {
        HeldSend held = accepted(r().template("order_update", Map.of("name", "<Ann & Bob>", "code", "{{name}}"))
                .fallback("own-text"));

        assertThat(steps(held))
                .extracting(PlannedStep::content)
                .containsExactly(new TextContent("Hi <Ann & Bob>, your order {{name}} is on its way"));
    }

    @Test
    void leavesATextWithoutParametersAsItIs() {
        String text = "50% off } today & only <today>";

        assertThat(steps(accepted(r().fallback(new FallbackChoice("sms-on-failure", text, null)))))
                .extracting(PlannedStep::content)
                .containsExactly(new TextContent(text));
    }

    @Test
    void freezesAChainWithItsDeadlines() {
        List<PlannedStep> steps =
                steps(accepted(r().template("order_update", GOOD).fallback("viber-then-sms")));

        assertThat(steps).extracting(PlannedStep::channel).containsExactly("viber", "sms");
        assertThat(steps.getFirst().after()).isEqualTo(Duration.ofMinutes(2));
        assertThat(steps.getFirst().validFor()).as("the fence").isEqualTo(Duration.ofMinutes(2));
        assertThat(steps.getFirst().parts()).isZero();
        assertThat(steps.getLast().validFor()).isEqualTo(Duration.ofDays(1));
    }

    /** Only its provider knows how long it is, and a cap is to hold. */
    @Test
    void countsATemplateForAsManyPartsAsItsPolicyAllows() {
        Samples.Request request = r().template("order_update", GOOD);

        assertThat(steps(accepted(request.fallback("sms-template"))))
                .extracting(PlannedStep::parts)
                .containsExactly(2);
        assertThat(steps(accepted(request.fallback("sms-template-of-any-length"))))
                .extracting(PlannedStep::parts)
                .containsExactly(PolicyRules.MOST_PARTS);
    }

    @Test
    void isValidForNoLongerThanItsPolicyWaits() {
        SendTask task = accepted(r().fallback("sms-if-undelivered")).task();

        assertThat(task.validUntil()).isEqualTo(task.dueAt().plus(Duration.ofMinutes(5)));
        assertThat(accepted(r().fallback("sms-if-undelivered").validFor(Duration.ofMinutes(1)))
                        .task()
                        .validUntil())
                .isEqualTo(task.dueAt().plus(Duration.ofMinutes(1)));
        assertThat(accepted(r().fallback("sms-if-reported")).task().validUntil())
                .isEqualTo(task.dueAt().plus(Duration.ofDays(1)));
    }

    @Test
    void movesTheFenceWithTheRequest() {
        HeldSend moved =
                Intake.rescheduled(accepted(r().fallback("sms-if-undelivered")), Samples.NOON.plus(Duration.ofDays(1)));

        assertThat(moved.task().validUntil())
                .isEqualTo(Samples.NOON.plus(Duration.ofDays(1)).plus(Duration.ofMinutes(5)));
    }

    @Test
    void carriesABadTemplateToAFallbackThatWaitsForDelivery() {
        assertThat(accepted(r().template("withdrawn", Map.of()).fallback("sms-if-undelivered"))
                        .watch())
                .isNotNull();
    }

    private static List<PlannedStep> steps(HeldSend held) {
        return Objects.requireNonNull(held.watch()).steps();
    }

    @Test
    void isValidForADayUnlessToldOtherwise() {
        assertThat(accepted(r().at(Samples.NOON.plusSeconds(60))).task().validUntil())
                .isEqualTo(Samples.NOON.plusSeconds(60).plus(Duration.ofDays(1)));
    }

    @Test
    void resendsOnlyWhatIsUrgentUnlessToldOtherwise() {
        assertThat(accepted(r().priority(Priority.HIGH)).task().onUncertain()).isEqualTo(OnUncertain.RESEND);
        assertThat(accepted(r().priority(Priority.BULK)).task().onUncertain()).isEqualTo(OnUncertain.GIVE_UP);
        assertThat(accepted(r().onUncertain(OnUncertain.RESEND)).task().onUncertain())
                .isEqualTo(OnUncertain.RESEND);
    }

    @Test
    void isDueWhenPublishedWhereTheTimeIsPast() {
        Arrival late = new Arrival(Samples.NOON, Samples.NOON.minusSeconds(90), "0-0", null);

        assertThat(accepted(r().at(Samples.NOON.minus(Duration.ofDays(400))), late)
                        .task()
                        .dueAt())
                .isEqualTo(Samples.NOON.minusSeconds(90));
    }

    @Test
    void isNeverPublishedInTheFuture() {
        Arrival fromTheFuture = new Arrival(Samples.NOON, Samples.NOON.plusSeconds(3600), "0-0", null);

        assertThat(accepted(r(), fromTheFuture).task().dueAt()).isEqualTo(Samples.NOON);
    }

    @Test
    void spreadsByTheIdAndAlwaysAlike() {
        Instant due = dueAt(r().at(Samples.NOON.plusSeconds(60)).spread(Duration.ofHours(1)));

        assertThat(due).isBetween(Samples.NOON.plusSeconds(60), Samples.NOON.plusSeconds(3660));
        assertThat(dueAt(r().at(Samples.NOON.plusSeconds(60)).spread(Duration.ofHours(1))))
                .isEqualTo(due);
    }

    @Test
    void spreadsAnImmediateSendFromItsPublication() {
        assertThat(dueAt(r().spread(Duration.ofHours(1))))
                .isAfter(Samples.NOON)
                .isBefore(Samples.NOON.plusSeconds(3600));
    }

    @Test
    void spreadsBeforeItMovesIntoTheWindow() {
        // Closed from 13:00 UTC until 01:00 UTC: what the spread puts there waits for the opening.
        Stream<Instant> dues = IntStream.range(0, 200)
                .mapToObj(i -> dueAt(Samples.request("r" + i)
                        .at(Samples.NOON.plusSeconds(1800))
                        .spread(Duration.ofHours(1))
                        .within(window("Asia/Singapore"))));

        assertThat(dues)
                .allMatch(due -> due.isBefore(Samples.NOON.plus(Duration.ofHours(1)))
                        || due.equals(Samples.NOON.plus(Duration.ofHours(13))));
    }

    private Instant dueAt(Samples.Request request) {
        return accepted(request).task().dueAt();
    }

    @Test
    void movesTheDueTimeIntoTheWindow() {
        // Noon in UTC is 20:00 in Singapore; two hours later it is closed until 01:00 UTC.
        SendTask task = accepted(r().within(window("Asia/Singapore")).at(Samples.NOON.plusSeconds(7200)))
                .task();

        assertThat(task.dueAt()).isEqualTo(Samples.NOON.plus(Duration.ofHours(13)));
    }
}
