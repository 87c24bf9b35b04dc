package dev.tidings.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final DeliveryWindow WINDOW = new DeliveryWindow(
            "Asia/Singapore", Set.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(18, 0), OutsideWindow.HOLD);

    static Stream<UnaryOperator<Draft>> good() {
        return Stream.of(
                draft -> draft,
                draft -> draft.with("requestId", "aZ09._:-" + "x".repeat(56)),
                draft -> draft.with("tenant", "\ud83d\ude00".repeat(64)),
                draft -> draft.with("campaignId", "spring"),
                draft -> draft.with("channel", "c".repeat(32)),
                draft -> draft.with("recipient", "r".repeat(128)),
                draft -> draft.with("content", new TextContent("\n" + "\u4f60".repeat(4095))),
                draft ->
                        draft.with("content", new MediaContent(MediaKind.IMAGE, "https://cdn.example/a.png?b=c", null)),
                draft -> draft.with("content", new TemplateContent("code", "pt_BR", Map.of("empty", "", "name", "A"))),
                draft -> draft.with("sendAt", Instant.EPOCH),
                draft -> draft.with("sendAt", Instant.parse("2036-11-23T12:00:00Z")),
                draft -> draft.with("deliveryWindow", WINDOW),
                draft -> draft.with("spread", Duration.ZERO),
                draft -> draft.with("spread", Duration.ofHours(24)),
                draft -> draft.with("validFor", Duration.ofSeconds(1)),
                draft -> draft.with("validFor", Duration.ofDays(30)),
                draft -> draft.with("onUncertain", OnUncertain.RESEND),
                draft -> draft.with("fallback", new FallbackChoice("policy", null, null)),
                draft -> draft.with("fallback", new FallbackChoice("policy", "s".repeat(1600), "+6581234567")),
                draft -> draft.with("metadata", entries(32, 64, 512)));
    }

    @ParameterizedTest
    @MethodSource("good")
    void acceptsWhatIsWithinBounds(UnaryOperator<Draft> change) {
        assertThat(RequestRules.problems(change.apply(new Draft()).request(), NOW))
                .isEmpty();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                one("requestId", "", "requestId: needs 1 to 64"),
                one("requestId", "x".repeat(65), "requestId: needs 1 to 64"),
                one("requestId", "a/b", "requestId: needs 1 to 64"),
                one("requestId", "a\n", "requestId: needs 1 to 64"),
                one("tenant", " ", "tenant: is missing or blank"),
                one("tenant", "t".repeat(65), "tenant: has more than 64"),
                one("tenant", "a\u0000b", "tenant: has control characters"),
                one("source", "", "source: is missing or blank"),
                one("source", "\ud83d", "source: is not well-formed Unicode"),
                one("campaignId", "c".repeat(65), "campaignId: has more than 64"),
                one("campaignId", "", "campaignId: is missing or blank"),
                one("channel", " ", "channel: is missing or blank"),
                one("channel", "c".repeat(33), "channel: has more than 32"),
                one("accountId", "", "accountId: is missing or blank"),
                one("accountId", "a".repeat(65), "accountId: has more than 64"),
                one("recipient", "", "recipient: is missing or blank"),
                one("recipient", "r".repeat(129), "recipient: has more than 128"),
                one("content", new TextContent(" "), "content.text: is missing or blank"),
                one("content", new TextContent("x".repeat(4097)), "content.text: has more than 4096"),
                one("content", new TemplateContent("", "en", Map.of()), "content.code: is missing or blank"),
                one("content", new TemplateContent("c".repeat(129), "en", Map.of()), "content.code: has more than 128"),
                one("content", new TemplateContent("c", "", Map.of()), "content.language: is missing or blank"),
                one(
                        "content",
                        template(Map.of("p", "v".repeat(1025))),
                        "content.parameters (a value): has more than 1024"),
                one("content", template(Map.of("", "v")), "content.parameters (a key): is missing or blank"),
                one("content", template(entries(101, 3, 1)), "content.parameters: has more than 100 entries"),
                one("content", media("http://cdn.example/a.png"), "content.link: must be an https URL"),
                one("content", media("https:///a.png"), "content.link: must be an https URL"),
                one("content", media("https://user:secret@cdn.example/"), "content.link: must be an https URL"),
                one("content", media("https://cdn.example/a b"), "content.link: must be an https URL"),
                one("content", media("https://cdn.example/" + "a".repeat(2048)), "content.link: has more than 2048"),
                one(
                        "content",
                        new MediaContent(MediaKind.IMAGE, "https://cdn.example/a", "x".repeat(1025)),
                        "content.caption: has more than 1024"),
                one("sendAt", Instant.parse("2036-11-23T12:00:00.001Z"), "sendAt: is more than 10 years ahead"),
                one("sendAt", Instant.MAX, "sendAt: is more than 10 years ahead"),
                one("spread", Duration.ofMillis(-1), "spread: must be"),
                one("spread", Duration.ofHours(24).plusMillis(1), "spread: must be"),
                one("validFor", Duration.ofMillis(999), "validFor: must be"),
                one("validFor", Duration.ofDays(30).plusMillis(1), "validFor: must be"),
                one("deliveryWindow", window("Mars/Base", WINDOW.weekdays(), WINDOW.to()), "deliveryWindow.zone"),
                one("deliveryWindow", window("+08:00", WINDOW.weekdays(), WINDOW.to()), "deliveryWindow.zone"),
                one("deliveryWindow", window("UTC", Set.of(), WINDOW.to()), "deliveryWindow.weekdays"),
                one("deliveryWindow", window("UTC", WINDOW.weekdays(), WINDOW.from()), "from and to are the same"),
                one("fallback", new FallbackChoice(" ", null, null), "fallback.policyId: is missing"),
                one("fallback", new FallbackChoice("p", " ", null), "fallback.smsText: is missing"),
                one(
                        "fallback",
                        new FallbackChoice("p", "s".repeat(1601), null),
                        "fallback.smsText: has more than 1600"),
                one("fallback", new FallbackChoice("p", null, "1".repeat(129)), "fallback.phone: has more than 128"),
                one("metadata", entries(33, 3, 1), "metadata: has more than 32 entries"),
                one("metadata", Map.of("k".repeat(65), "v"), "metadata (a key): has more than 64"),
                one("metadata", Map.of("k", "v".repeat(513)), "metadata (a value): has more than 512"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void namesTheFieldThatIsWrong(String field, Object value, String problem) {
        assertThat(RequestRules.problems(new Draft().with(field, value).request(), NOW))
                .singleElement()
                .asString()
                .contains(problem);
    }

    @Test
    void boundsAllTextsTogether() {
        Map<String, String> parameters =
                IntStream.range(0, 100).boxed().collect(Collectors.toMap(i -> "p" + i, i -> "\u4f60".repeat(1024)));
        assertThat(RequestRules.problems(
                        new Draft().with("content", template(parameters)).request(), NOW))
                .containsExactly("request: its texts together have 262144 bytes or more");
    }

    @Test
    void listsAllProblemsAndNoValue() {
        SendRequest request = new Draft()
                .with("recipient", "+6581234567".repeat(20))
                .with("content", new TextContent("secret ".repeat(1000)))
                .with("tenant", "")
                .request();
        List<String> problems = RequestRules.problems(request, NOW);
        assertThat(problems)
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem).doesNotContain("65812", "secret"));
    }

    @Test
    void checksCancelAndReschedule() {
        assertThat(RequestRules.problems(new CancelSend("id", "acme", "orders", Map.of())))
                .isEmpty();
        assertThat(RequestRules.problems(new CancelSend("", "", "", entries(33, 3, 1))))
                .hasSize(4);
        assertThat(RequestRules.problems(new RescheduleSend("id", "acme", "orders", NOW, Map.of()), NOW))
                .isEmpty();
        assertThat(RequestRules.problems(new RescheduleSend("id", "acme", "", Instant.MAX, Map.of()), NOW))
                .containsExactly("source: is missing or blank", "sendAt: is more than 10 years ahead");
    }

    @Test
    void checksWhatIsAskedOfACampaign() {
        assertThat(RequestRules.problems(
                        new CampaignControl("autumn 26", "acme", "orders", CampaignAction.PAUSE, Map.of())))
                .isEmpty();
        assertThat(RequestRules.problems(
                        new CampaignControl("a\n", "", "c".repeat(65), CampaignAction.UNRECOGNIZED, Map.of())))
                .containsExactly(
                        "campaignId: has control characters",
                        "tenant: is missing or blank",
                        "source: has more than 64 characters",
                        "action: is none of PAUSE, RESUME, CANCEL");
    }

    @Test
    @SuppressWarnings("NullAway") // What an upstream without null checks can do.
    void toleratesNullsWhereTheContractHasNone() {
        SendRequest request = new SendRequest(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, Map.of());
        assertThat(RequestRules.problems(request, NOW))
                .contains("content: is missing", "priority: is missing", "recipient: is missing or blank")
                .hasSize(8);
    }

    private static Arguments one(String field, Object value, String problem) {
        return Arguments.of(field, value, problem);
    }

    private static TemplateContent template(Map<String, String> parameters) {
        return new TemplateContent("code", "en", parameters);
    }

    private static MediaContent media(String link) {
        return new MediaContent(MediaKind.DOCUMENT, link, null);
    }

    private static DeliveryWindow window(String zone, Set<DayOfWeek> weekdays, LocalTime to) {
        return new DeliveryWindow(zone, weekdays, WINDOW.from(), to, OutsideWindow.SKIP);
    }

    private static Map<String, String> entries(int count, int keyLength, int valueLength) {
        return IntStream.range(100, 100 + count)
                .boxed()
                .collect(Collectors.toMap(i -> i + "k".repeat(keyLength - 3), i -> "v".repeat(valueLength)));
    }
}
