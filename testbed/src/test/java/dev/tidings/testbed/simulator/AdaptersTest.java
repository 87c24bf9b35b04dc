package dev.tidings.testbed.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.abilities.Abilities;
import dev.tidings.abilities.AbilityTable;
import dev.tidings.abilities.AddressForm;
import dev.tidings.catalog.Catalog;
import dev.tidings.catalog.MapCatalog;
import dev.tidings.contract.MediaContent;
import dev.tidings.contract.MediaKind;
import dev.tidings.contract.OnUncertain;
import dev.tidings.contract.ParameterFormat;
import dev.tidings.contract.Priority;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.TaskContent;
import dev.tidings.contract.TemplateMessage;
import dev.tidings.contract.TemplateParameter;
import dev.tidings.contract.TextContent;
import dev.tidings.dispatcher.channel.Channels;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.receipt.ReceiptSink;
import dev.tidings.testbed.simulator.provider.Account;
import dev.tidings.topics.RecipientKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The dispatcher's own adapters against the providers as they are played here, which refuse what the real ones would refuse. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdaptersTest {
    /** One of them is of the form that a channel wants. */
    private static final List<String> PERSONS =
            List.of("5550123456789", "U0123456789abcdef0123456789abcdef", "01234567890A=");

    /** One of each provider, on each of its channels: what is not in here already is what the simulator's other tests use. */
    private static final List<Account> ACCOUNTS = Stream.concat(
                    Sim.accounts(null).stream(),
                    Stream.of(
                            account("viber", "viber-bot", Map.of("senderName", "The shop"), "authToken"),
                            account(
                                    "viber",
                                    "viber-business",
                                    Map.of("serviceId", "45001", "label", "transaction"),
                                    "authToken"),
                            alibaba("whatsapp", "alibaba-chatapp", Map.of("from", "6580000000")),
                            alibaba("messenger", "alibaba-chatapp", Map.of("from", "100000000000010")),
                            alibaba("instagram", "alibaba-chatapp", Map.of("from", "17800000000000010")),
                            alibaba("viber", "alibaba-chatapp", Map.of("from", "45002", "label", "promotion")),
                            alibaba("sms", "alibaba-sms", Map.of("signName", "\u5546\u5e97")),
                            alibaba("sms", "alibaba-sms-global", Map.of("from", "Tidings", "type", "NOTIFY")),
                            account("sms", "smpp", Map.of("systemId", "shop", "from", "+15005550006"), "password")))
            .toList();

    private final AtomicInteger requests = new AtomicInteger();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private Sim sim;

    @BeforeAll
    void start(@TempDir Path secrets) throws IOException {
        sim = Sim.of(ACCOUNTS.toArray(Account[]::new));
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test", Map.of("tidings.egress.allow-insecure", "true", "tidings.egress.answer-within", "3s")));
        context.registerBean(
                Catalog.class,
                () -> MapCatalog.of(ACCOUNTS.stream()
                        .map(account -> entry(account, secrets))
                        .toList()));
        context.registerBean(InstantSource.class, () -> sim.clock);
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(RecipientKeys.class, () -> new RecipientKeys(new byte[32]));
        context.registerBean(ReceiptSink.class, () -> _ -> CompletableFuture.allOf());
        context.scan("dev.tidings.dispatcher.channel", "dev.tidings.dispatcher.webhook");
        context.refresh();
    }

    @AfterAll
    void stop() {
        context.close();
        sim.close();
    }

    @AfterEach
    void heal() {
        AbilityTable.channels().forEach(sim.control::heal);
    }

    static Stream<Arguments> everything() {
        return ACCOUNTS.stream()
                .flatMap(account -> contents(abilities(account)).map(content -> Arguments.of(account, content)));
    }

    private static Stream<TaskContent> contents(Abilities abilities) {
        String template = abilities.provider().equals("alibaba-sms") ? "SMS_71390007" : "order_update";
        Stream<TaskContent> texts = Stream.of(
                new TextContent("Hello \u00e4 \u4f60\u597d \ud83d\ude00, *bold* & ~good+bye~ / 100%"),
                new TextContent("\u4e2d".repeat(300)),
                new TemplateMessage(
                        template, "en", ParameterFormat.NAMED, List.of(new TemplateParameter("name", "Ann"))));
        Stream<TaskContent> media = Arrays.stream(MediaKind.values())
                .flatMap(kind -> Stream.of("look", null)
                        .map(caption -> new MediaContent(kind, "https://cdn.example.com/a%20file?x=1&y=2", caption)));
        return Stream.concat(texts, media)
                .filter(content -> abilities.contents().refusalOfTask(content).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("everything")
    void writeWhatTheProviderTakes(Account account, TaskContent content) {
        Outcome outcome = send(task(account, content));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        accepted -> assertThat(accepted.providerMessageId())
                                .isEqualTo(sim.control
                                        .journal(account.channel(), 0)
                                        .getLast()
                                        .providerMessageId()));
    }

    /** The provider took the message, and the answer is lost: under the same key it says so, and takes nothing again. */
    @ParameterizedTest
    @CsvSource({"hang,after-accept", "reset-after-accept,", "garbage,"})
    void sendNothingTwiceWhereTheProviderKnowsRepeats(String kind, @Nullable String value) {
        Account account = Sim.accounts(null).stream()
                .filter(one -> one.channel().equals("line"))
                .findFirst()
                .orElseThrow();
        SendTask task = task(account, new TextContent("hello"));
        long before = lastCall();
        sim.control.set(Behaviour.of("line", BehaviourKind.named(kind), value));

        assertThat(send(task)).isInstanceOf(Outcome.Uncertain.class);
        Outcome repeat = send(task.nextAttempt(true));

        List<JournalEntry> calls = sim.control.journal("line", before);
        assertThat(calls).hasSize(2);
        assertThat(calls.stream().filter(JournalEntry::accepted)).hasSize(1);
        assertThat(repeat)
                .isEqualTo(new Outcome.Accepted(String.valueOf(calls.getFirst().providerMessageId())));
    }

    private long lastCall() {
        List<JournalEntry> calls = sim.control.journal("line", 0);
        return calls.isEmpty() ? 0 : calls.getLast().seq();
    }

    private Outcome send(SendTask task) {
        return context.getBean(Channels.class)
                .forAccount(task.channel(), task.accountId())
                .orElseThrow()
                .send(task, Instant.MAX);
    }

    private SendTask task(Account account, TaskContent content) {
        Instant now = sim.clock.instant();
        return new SendTask(
                "request-" + requests.incrementAndGet(),
                "t",
                "s",
                null,
                1,
                1,
                account.channel(),
                account.id(),
                account.provider().equals("alibaba-sms")
                        ? "+8615900000000"
                        : recipient(abilities(account).address()),
                "00000000000000000000000000000000",
                content,
                Priority.NORMAL,
                OnUncertain.GIVE_UP,
                now,
                now,
                null,
                now.plusSeconds(600),
                false,
                null,
                null,
                Map.of(),
                null);
    }

    private static String recipient(AddressForm address) {
        return switch (address) {
            case AddressForm.PhoneNumber _ -> "+" + Sim.RECIPIENT;
            case AddressForm.UserId form ->
                PERSONS.stream().filter(form::fits).findFirst().orElseThrow();
        };
    }

    private static Abilities abilities(Account account) {
        return AbilityTable.of(account.channel(), account.provider()).orElseThrow();
    }

    private SenderAccount entry(Account account, Path secrets) {
        Map<String, String> credentials = new HashMap<>();
        account.secrets()
                .forEach((name, secret) -> credentials.put(
                        name,
                        "file:" + kept(secrets.resolve(account.channel() + "." + account.id() + "." + name), secret)));
        return new SenderAccount(
                account.channel(),
                account.id(),
                null,
                true,
                account.provider(),
                account.provider().equals("smpp")
                        ? sim.url().toString().replace("http:", "smpp:")
                        : sim.url().toString(),
                account.settings(),
                credentials,
                null,
                null);
    }

    private static Account alibaba(String channel, String provider, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("accessKeyId", "LTAI5tExample");
        return account(channel, provider, all, "accessKeySecret");
    }

    private static Account account(String channel, String provider, Map<String, String> settings, String credential) {
        return new Account(
                channel, provider, provider, null, settings, Map.of(credential, "a secret", "webhookToken", "another"));
    }

    private static Path kept(Path file, String secret) {
        try {
            return Files.writeString(file, secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
