package dev.tidings.dispatcher.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.abilities.Abilities;
import dev.tidings.abilities.AbilityTable;
import dev.tidings.abilities.TextLimit;
import dev.tidings.catalog.MapCatalog;
import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TemplateParameter;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.ScriptedProvider.Request;
import dev.tidings.dispatcher.channel.provider.Verdict;
import dev.tidings.dispatcher.channel.registry.Bench;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * What every adapter that calls over HTTP has to do alike, whatever its provider's answers look like. An adapter's test extends
 * this, says what those look like, and adds what is its own: the request it writes, and what only its provider can answer.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
public abstract class AdapterContract {
    protected static final String SECRET = "t0ken-that-nobody-may-see";
    private static final String TEXT = "a text that nobody may see";

    /** An account named shop, whose credentials all refer to env:TOKEN. */
    protected abstract SenderAccount account(String baseUrl);

    /** The settings without which nothing can be sent. */
    protected abstract Set<String> neededSettings();

    /** An address of the provider's form. */
    protected abstract String recipient();

    /** An answer that accepts the message. */
    protected abstract Canned accepting(String messageId);

    /** An answer with an error code, which quotes a text as providers do. */
    protected abstract Canned refusing(String code, String quoted);

    /** A code that the provider does not have. */
    protected String unknownCode() {
        return "987654321";
    }

    /** What the provider means by these codes, put down once more apart from the adapter's table: by reason, separated by blanks. */
    protected abstract Map<Reason, String> refusals();

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param body the body
     */
    public record Canned(int status, String body) {}

    /**
     * What came of a send.
     *
     * @param outcome as the dispatcher sees it
     * @param requests as the provider saw them
     */
    public record Sent(Outcome outcome, List<Request> requests) {
        /** The only one. */
        public Request request() {
            assertThat(requests).hasSize(1);
            return requests.getFirst();
        }
    }

    /** Sends a content to a provider that answers like this. */
    protected final Sent sent(Canned answer, TaskContent content, String... headers) {
        try (ScriptedProvider provider = ScriptedProvider.answering(answer.status(), answer.body(), headers)) {
            return sent(account(provider.baseUrl()), provider, content);
        }
    }

    /** Sends any content that it carries to a provider that answers like this. */
    protected final Outcome sent(Canned answer, String... headers) {
        return sent(answer, anything(), headers).outcome();
    }

    /** Sends a content to a provider that accepts it, with the account changed. */
    protected final Sent sent(Map<String, String> settings, TaskContent content) {
        Canned answer = accepting("m-1");
        try (ScriptedProvider provider = ScriptedProvider.answering(answer.status(), answer.body())) {
            return sent(with(account(provider.baseUrl()), settings), provider, content);
        }
    }

    /** The request that is made of a content. */
    protected final Request request(TaskContent content) {
        return sent(accepting("m-1"), content).request();
    }

    private Sent sent(SenderAccount account, ScriptedProvider provider, TaskContent content) {
        try (Bench bench = new Bench(MapCatalog.of(account), Map.of("TOKEN", SECRET))) {
            return new Sent(bench.send(task(content)), List.copyOf(provider.requests()));
        }
    }

    private SendTask task(TaskContent content) {
        return Samples.task(abilities().channel(), recipient(), content);
    }

    private static SenderAccount with(SenderAccount account, Map<String, String> settings) {
        return new SenderAccount(
                account.channel(),
                account.accountId(),
                account.tenant(),
                account.enabled(),
                account.provider(),
                account.baseUrl(),
                settings,
                account.credentials(),
                account.messagesPerSecond(),
                account.maxConcurrent());
    }

    private Abilities abilities() {
        SenderAccount account = account("https://host");
        return AbilityTable.of(account.channel(), account.provider()).orElseThrow();
    }

    /** What contents there are: of each kind one, with a caption and without, as long as it may be and longer. */
    private Stream<TaskContent> contents() {
        int longest = Math.max(1, abilities().contents().text().most());
        Stream<TaskContent> texts = Stream.of(
                template(ParameterFormat.NAMED),
                template(ParameterFormat.POSITIONAL),
                new TextContent(TEXT),
                new TextContent("x".repeat(longest)),
                new TextContent("x".repeat(longest + 1)));
        return Stream.concat(texts, Arrays.stream(MediaKind.values()).flatMap(this::media));
    }

    private Stream<TaskContent> media(MediaKind kind) {
        int longest = abilities()
                .contents()
                .media()
                .getOrDefault(kind, TextLimit.NONE)
                .most();
        return Stream.of(
                new MediaContent(kind, "https://media.example/1", null),
                new MediaContent(kind, "https://media.example/1", "x".repeat(Math.max(1, longest))),
                new MediaContent(kind, "https://media.example/1", "x".repeat(longest + 1)));
    }

    private static TaskContent template(ParameterFormat format) {
        return new TemplateMessage("order_update", "en", format, List.of(new TemplateParameter("name", TEXT)));
    }

    private Predicate<TaskContent> carried() {
        return content -> abilities().contents().refusalOfTask(content).isEmpty();
    }

    protected final Stream<TaskContent> carriedContents() {
        return contents().filter(carried());
    }

    protected final Stream<TaskContent> otherContents() {
        return contents().filter(carried().negate());
    }

    private TaskContent anything() {
        return carriedContents().findFirst().orElseThrow();
    }

    @Test
    void isAcceptedWithTheProvidersId() {
        assertThat(sent(accepting("m-1"))).isEqualTo(new Outcome.Accepted("m-1"));
    }

    @ParameterizedTest
    @MethodSource("carriedContents")
    void sendsWhateverItsAbilitiesPromise(TaskContent content) {
        Sent sent = sent(accepting("m-1"), content);
        assertThat(sent.outcome()).isEqualTo(new Outcome.Accepted("m-1"));
        assertThat(sent.request().line()).startsWith("POST /").endsWith(" HTTP/1.1");
    }

    @ParameterizedTest
    @MethodSource("otherContents")
    void refusesWithoutACallWhatItCannotCarry(TaskContent content) {
        Sent sent = sent(accepting("m-1"), content);
        assertThat(sent.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.INVALID_REQUEST));
        assertThat(sent.requests()).isEmpty();
    }

    protected final Stream<Map.Entry<String, Verdict>> rows() {
        return Bench.adapter(account("https://host").provider()).errors().rows().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void doesWhatItsTableSays(Map.Entry<String, Verdict> row) {
        String code = row.getKey();
        Outcome expected = switch (row.getValue()) {
            case Verdict.Refused(Reason reason, String detail) -> new Outcome.Rejected(reason, detail, code);
            case Verdict.TooFast(String detail, boolean recipientOnly) ->
                new Outcome.Throttled(detail, code, Duration.ofSeconds(30), recipientOnly);
            case Verdict.Trouble(String detail) -> new Outcome.Unreachable(detail + ", code " + code);
        };
        assertThat(sent(refusing(code, ""), "Retry-After: 30")).isEqualTo(expected);
    }

    @Test
    void refusesForTheReasonsThatTheProviderMeans() {
        refusals().forEach((reason, codes) -> {
            for (String code : codes.split(" ", -1)) {
                assertThat(sent(refusing(code, ""))).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
                    assertThat(rejected.reason()).as(code).isEqualTo(reason);
                    assertThat(rejected.providerCode()).isEqualTo(code);
                });
            }
        });
    }

    @Test
    void keepsAndCountsACodeThatItDoesNotKnow() {
        Canned answer = refusing(unknownCode(), "");
        SenderAccount account = account("https://host");
        try (ScriptedProvider provider = ScriptedProvider.answering(answer.status(), answer.body());
                Bench bench = new Bench(MapCatalog.of(account(provider.baseUrl())), Map.of("TOKEN", SECRET))) {
            assertThat(bench.send(task(anything()))).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
                assertThat(rejected.reason()).isEqualTo(Reason.PROVIDER_ERROR);
                assertThat(rejected.providerCode()).isEqualTo(unknownCode());
            });
            assertThat(bench.meters
                            .get("tidings.provider.unknown.codes")
                            .tags("channel", account.channel(), "provider", account.provider())
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void slowsDownOn429() {
        assertThat(sent(new Canned(429, ""), "Retry-After: 7"))
                .isInstanceOfSatisfying(
                        Outcome.Throttled.class,
                        throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
        assertThat(sent(new Canned(429, "slow down")))
                .isInstanceOfSatisfying(
                        Outcome.Throttled.class,
                        throttled -> assertThat(throttled.retryAfter()).isNull());
    }

    @Test
    void saysThatTheCredentialIsWrongOn401() {
        assertThat(sent(new Canned(401, "")))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.AUTHENTICATION_FAILED));
    }

    @ParameterizedTest
    @CsvSource({"200,{}", "200,<html>garbage", "200,''", "200,[1", "500,oops", "503,''", "302,moved", "408,''"})
    void isUncertainWhereAnAnswerDoesNotSay(int status, String body) {
        assertThat(sent(new Canned(status, body), "Location: http://localhost:1/"))
                .isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void believesNoAcceptanceUnderAServerError() {
        assertThat(sent(new Canned(500, accepting("m-1").body()))).isNotInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void isUncertainWhereTheAnswerIsTooLong() {
        Canned good = accepting("m-1");
        assertThat(sent(new Canned(good.status(), good.body() + " ".repeat(70_000))))
                .isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void isUncertainWhereTheAnswerIsCutOff() {
        assertThat(scripted(socket -> {
                    ScriptedProvider.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{");
                    socket.close();
                }))
                .isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void isUncertainWhereTheConnectionIsResetAfterTheRequest() {
        assertThat(scripted(ScriptedProvider::reset)).isInstanceOf(Outcome.Uncertain.class);
    }

    @Test
    void isUncertainWhereTheProviderTakesItAndHangs() {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedProvider provider = ScriptedProvider.that(_ -> {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                Bench bench = new Bench(
                        MapCatalog.of(account(provider.baseUrl())),
                        Map.of("TOKEN", SECRET),
                        Samples.egress(Duration.ofMillis(200)))) {
            assertThat(bench.send(task(anything()))).isEqualTo(new Outcome.Uncertain("no answer in time", null));
            over.countDown();
        }
    }

    private Outcome scripted(ScriptedProvider.Script script) {
        try (ScriptedProvider provider = ScriptedProvider.that(script)) {
            return sent(account(provider.baseUrl()), provider, anything()).outcome();
        }
    }

    @Test
    void isUnreachableWhereThePortIsClosed() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        try (Bench bench = new Bench(MapCatalog.of(account("http://localhost:" + port)), Map.of("TOKEN", SECRET))) {
            assertThat(bench.send(task(anything()))).isEqualTo(new Outcome.Unreachable("the connection was refused"));
        }
    }

    @Test
    void refusesWithoutACallWhereASettingIsMissing() {
        Map<String, String> all = account("https://host").settings();
        for (String setting : neededSettings()) {
            Map<String, String> others = new HashMap<>(all);
            assertThat(others.remove(setting)).as(setting).isNotNull();
            Sent sent = sent(others, anything());
            assertThat(sent.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.INVALID_REQUEST));
            assertThat(sent.requests()).isEmpty();
        }
    }

    @Test
    void refusesWithoutACallWhereTheSecretIsMissing(CapturedOutput log) {
        try (ScriptedProvider provider = ScriptedProvider.answering(200, "{}");
                Bench bench = new Bench(MapCatalog.of(account(provider.baseUrl())), Map.of())) {
            assertThat(bench.send(task(anything())))
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.AUTHENTICATION_FAILED));
            assertThat(provider.connections()).isZero();
            assertThat(log.getAll()).contains("there is no secret at env:TOKEN");
        }
    }

    /** What is in the outcome is published, and the log is read by many. */
    @Test
    void tellsNobodyTheSecretTheAddressOrTheText(CapturedOutput log) {
        String quoted = recipient() + " " + TEXT + " " + SECRET;
        rows().map(Map.Entry::getKey)
                .limit(5)
                .forEach(code ->
                        assertThat(sent(refusing(code, quoted)).toString()).doesNotContain(recipient(), TEXT, SECRET));
        assertThat(sent(refusing(unknownCode(), quoted)).toString()).doesNotContain(recipient(), TEXT, SECRET);
        assertThat(sent(new Canned(500, quoted)).toString()).doesNotContain(recipient(), TEXT, SECRET);
        assertThat(log.getAll()).doesNotContain(recipient(), TEXT, SECRET);
    }
}
