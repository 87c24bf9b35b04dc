package dev.tidings.dispatcher.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.catalog.Catalog;
import dev.tidings.catalog.MapCatalog;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.Reason;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;
import dev.tidings.dispatcher.channel.Channel;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.ScriptedProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@Timeout(30)
@ExtendWith(OutputCaptureExtension.class)
class ConfiguredChannelsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("TOKEN", "t0ken");
    private static final String ACCEPTED = "{\"messages\":[{\"id\":\"wamid.1\"}]}";

    @Test
    void findsNoChannelForAnUnknownDisabledOrUnspokenAccount() {
        SenderAccount account = Samples.whatsApp("https://host");
        assertThat(found(MapCatalog.of())).isEmpty();
        assertThat(found(MapCatalog.of(changed(account, false, "whatsapp-cloud"))))
                .isEmpty();
        assertThat(found(MapCatalog.of(changed(account, true, "carrier-pigeon"))))
                .isEmpty();
        assertThat(found(MapCatalog.of(changed(account, true, "twilio")))).isEmpty();
        assertThat(found(MapCatalog.of(account))).isPresent();
    }

    @Test
    void followsTheCatalogWhileAChannelIsHeld() {
        try (ScriptedProvider first = ScriptedProvider.answering(200, ACCEPTED);
                ScriptedProvider second = ScriptedProvider.answering(200, ACCEPTED)) {
            Switched catalog = new Switched(MapCatalog.of(Samples.whatsApp(first.baseUrl())));
            try (Bench bench = new Bench(catalog, ENVIRONMENT)) {
                Channel channel = bench.channels.forAccount("whatsapp", "shop").orElseThrow();
                channel.send(Samples.text("whatsapp"), Instant.MAX);

                catalog.now = MapCatalog.of(Samples.whatsApp(second.baseUrl()));
                channel.send(Samples.text("whatsapp"), Instant.MAX);
                assertThat(first.requests()).hasSize(1);
                assertThat(second.requests()).hasSize(1);

                catalog.now = MapCatalog.of();
                assertThat(channel.send(Samples.text("whatsapp"), Instant.MAX))
                        .isEqualTo(new Outcome.Rejected(Reason.INVALID_REQUEST, "unknown account", null));
            }
        }
    }

    @Test
    void callsNobodyFromTheDeadlineOn() {
        try (ScriptedProvider provider = ScriptedProvider.answering(200, ACCEPTED);
                Bench bench = new Bench(MapCatalog.of(Samples.whatsApp(provider.baseUrl())), ENVIRONMENT)) {
            Channel channel = bench.channels.forAccount("whatsapp", "shop").orElseThrow();
            assertThat(channel.send(Samples.text("whatsapp"), Samples.NOW)).isInstanceOf(Outcome.Unreachable.class);
            assertThat(provider.requests()).isEmpty();
            assertThat(channel.send(Samples.text("whatsapp"), Samples.NOW.plusMillis(1)))
                    .isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Test
    void tellsWhereASecretShouldLieInTheLogAlone(CapturedOutput log) {
        try (ScriptedProvider provider = ScriptedProvider.answering(200, ACCEPTED);
                Bench bench = new Bench(MapCatalog.of(Samples.whatsApp(provider.baseUrl())), Map.of())) {
            assertThat(bench.send(Samples.text("whatsapp")))
                    .isEqualTo(new Outcome.Rejected(
                            Reason.AUTHENTICATION_FAILED,
                            "the account's credential accessToken cannot be found: see the dispatcher's log",
                            null));
            assertThat(provider.connections()).isZero();
            assertThat(log.getAll()).contains("there is no secret at env:TOKEN");
        }
    }

    @Test
    void tellsItOnceHoweverManyAreSent(CapturedOutput log) {
        try (Bench bench = new Bench(MapCatalog.of(Samples.whatsApp("https://host.invalid")), Map.of())) {
            bench.startUp();
            for (int i = 0; i < 50; i++) {
                bench.send(Samples.text("whatsapp"));
            }
            assertThat(log.getAll().split("credential accessToken is refused", -1))
                    .hasSize(2);
        }
    }

    @Test
    void tellsAtTheStartOfWhomNothingWillBeReported(CapturedOutput log) {
        SenderAccount whatsApp = Samples.whatsApp("https://host.invalid");
        MapCatalog catalog = MapCatalog.of(whatsApp, Samples.twilio("https://host.invalid"));
        try (Bench bench = new Bench(catalog, ENVIRONMENT)) {
            bench.startUp();
            assertThat(log.getAll()).doesNotContain("nothing will be reported");
        }
        try (Bench bench =
                new Bench(catalog, ENVIRONMENT, Samples.egress(Duration.ofSeconds(20)), Bench.withoutAnAddress())) {
            bench.startUp();
            assertThat(log.getAll().replace("\"", ""))
                    .containsOnlyOnce("nothing will be reported")
                    .contains("channel=sms accountId=shop cause=tidings.webhook.public-url is not set");
        }
    }

    @Test
    void tellsAtTheStartOfEverySecretThatIsMissingAndOfNoOther(CapturedOutput log) {
        SenderAccount whatsApp = Samples.whatsApp("https://host.invalid");
        Map<String, String> some = Map.of("TOKEN", "t0ken", "SECRET_A", "s");
        try (Bench bench = new Bench(MapCatalog.of(whatsApp, changed(whatsApp, false, "whatsapp-cloud")), Map.of())) {
            bench.startUp();
            assertThat(log.getAll()).doesNotContain("there is no secret");
        }
        try (Bench bench = new Bench(MapCatalog.of(whatsApp, Samples.twilio("https://host.invalid")), some)) {
            bench.startUp();
            assertThat(log.getAll())
                    .contains("there is no secret at env:VERIFY")
                    .doesNotContain("env:TOKEN", "t0ken");
        }
    }

    @Test
    void refusesAnInsecureBaseUrlOutsideOfTests() {
        try (ScriptedProvider provider = ScriptedProvider.answering(200, ACCEPTED);
                Bench bench = new Bench(
                        MapCatalog.of(Samples.whatsApp(provider.baseUrl())),
                        ENVIRONMENT,
                        Samples.egress(false, Duration.ofSeconds(1)))) {
            assertThat(bench.send(Samples.text("whatsapp")))
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.INVALID_REQUEST));
            assertThat(provider.connections()).isZero();
        }
    }

    private static Optional<Channel> found(Catalog catalog) {
        try (Bench bench = new Bench(catalog, ENVIRONMENT)) {
            return bench.channels.forAccount("whatsapp", "shop");
        }
    }

    private static SenderAccount changed(SenderAccount account, boolean enabled, String provider) {
        return new SenderAccount(
                account.channel(),
                account.accountId(),
                null,
                enabled,
                provider,
                account.baseUrl(),
                account.settings(),
                account.credentials(),
                null,
                null);
    }

    private static final class Switched implements Catalog {
        private Catalog now;

        Switched(Catalog now) {
            this.now = now;
        }

        @Override
        public Optional<SenderAccount> account(String channel, String accountId) {
            return now.account(channel, accountId);
        }

        @Override
        public Collection<SenderAccount> accounts() {
            return now.accounts();
        }

        @Override
        public Optional<MessageTemplate> template(String channel, String code, String language) {
            return now.template(channel, code, language);
        }

        @Override
        public Optional<FallbackPolicy> policy(String id) {
            return now.policy(id);
        }

        @Override
        public Optional<SmsService> smsService(String tenant) {
            return now.smsService(tenant);
        }
    }
}
