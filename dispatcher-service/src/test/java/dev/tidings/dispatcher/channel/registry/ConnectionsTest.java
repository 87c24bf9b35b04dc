package dev.tidings.dispatcher.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.catalog.MapCatalog;
import dev.tidings.contract.Reason;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.SendTask;
import dev.tidings.contract.SenderAccount;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.Samples;
import dev.tidings.dispatcher.channel.credentials.Secret;
import dev.tidings.dispatcher.channel.provider.ConnectedProvider;
import dev.tidings.dispatcher.channel.provider.Reports;
import dev.tidings.dispatcher.channel.provider.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private final Map<String, String> environment = new HashMap<>(Map.of("TOKEN", "first"));
    private final Kept provider = new Kept();

    private Bench bench(SenderAccount... accounts) {
        return new Bench(
                MapCatalog.of(accounts), environment, Samples.egress(Duration.ofSeconds(7)), List.of(provider));
    }

    private static SenderAccount account(String baseUrl) {
        return new SenderAccount(
                "sms", "shop", null, true, "smpp", baseUrl, Map.of(), Map.of("password", "env:TOKEN"), null, null);
    }

    @Test
    void opensAtTheFirstMessageAndKeepsIt() {
        try (Bench bench = bench(account("smpp://localhost:2775"))) {
            assertThat(provider.opened).isEmpty();
            assertThat(bench.send(Samples.text("sms"))).isEqualTo(new Outcome.Accepted("PT7S"));
            bench.send(Samples.text("sms"));
            assertThat(provider.opened).hasSize(1);
            assertThat(provider.opened.getFirst().closed).isFalse();
        }
        assertThat(provider.opened.getFirst().closed).isTrue();
    }

    @Test
    void opensAnotherWhereTheSecretIsAnotherAndClosesTheFormer() {
        try (Bench bench = bench(account("smpp://localhost:2775"))) {
            bench.send(Samples.text("sms"));
            environment.put("TOKEN", "second");
            bench.send(Samples.text("sms"));

            assertThat(provider.opened)
                    .extracting(one -> one.sender.secret().value())
                    .containsExactly("first", "second");
            assertThat(provider.opened).extracting(one -> one.closed).containsExactly(true, false);
        }
    }

    /** A message in parts would be cut in half. */
    @Test
    void keepsTheOneThatIsOpenWhereOnlyALimitOfTheAccountChanges() {
        try (Connections connections = new Connections(_ -> CompletableFuture.allOf(), Runnable::run)) {
            SenderAccount before = account("smpp://localhost:2775");
            SenderAccount after = new SenderAccount(
                    "sms", "shop", null, true, "smpp", before.baseUrl(), Map.of(), before.credentials(), 30, 4);
            Secret secret = new Secret("first");

            ConnectedProvider.Connection first = connections.of(provider, new Sender(before, secret));

            assertThat(connections.of(provider, new Sender(after, secret))).isSameAs(first);
        }
    }

    @Test
    void opensNoneWhereTheSecretOrTheUrlIsWrong() {
        try (Bench bench = bench(account("https://localhost"))) {
            assertThat(bench.send(Samples.text("sms")))
                    .isEqualTo(new Outcome.Rejected(
                            Reason.INVALID_REQUEST, "the account's base URL is not smpps://host", null));
        }
        environment.clear();
        try (Bench bench = bench(account("smpp://localhost:2775"))) {
            assertThat(bench.send(Samples.text("sms"))).isInstanceOf(Outcome.Rejected.class);
        }
        assertThat(provider.opened).isEmpty();
    }

    @Test
    void handsOnWhatTheProviderReports() {
        try (Bench bench = bench(account("smpp://localhost:2775"))) {
            bench.send(Samples.text("sms"));
            Receipt receipt =
                    new Receipt("sms", "shop", "m", "m", ReceiptKind.DELIVERED, null, null, Samples.NOW, Samples.NOW);
            assertThat(provider.opened.getFirst().reports.accept(receipt)).isCompleted();
            assertThat(bench.reported).containsExactly(receipt);
        }
    }

    /** Accepts everything, under the time that it was given as an id. */
    private static final class Kept implements ConnectedProvider {
        private final List<Opened> opened = new ArrayList<>();

        @Override
        public String provider() {
            return "smpp";
        }

        @Override
        public String sendingCredential() {
            return "password";
        }

        @Override
        public Schemes schemes() {
            return new Schemes("smpps", "smpp");
        }

        @Override
        public Connection open(Sender sender, Reports reports) {
            Opened fresh = new Opened(sender, reports);
            opened.add(fresh);
            return fresh;
        }
    }

    private static final class Opened implements ConnectedProvider.Connection {
        private final Sender sender;
        private final Reports reports;
        private boolean closed;

        Opened(Sender sender, Reports reports) {
            this.sender = sender;
            this.reports = reports;
        }

        @Override
        public Outcome send(SendTask task, Instant deadline, Duration within) {
            return new Outcome.Accepted(within.toString());
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
