package dev.tidings.testbed.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.local.declare.CatalogFile;
import dev.tidings.testbed.simulator.provider.Account;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SimulatorMainTest {
    private static final String CATALOG = "../deploy/local/catalog.json";
    private static final Map<String, String> ENVIRONMENT =
            CatalogFile.read(Path.of(CATALOG), Map.of(CatalogFile.SIMULATOR_URL, "http://localhost"))
                    .secretNames()
                    .stream()
                    .collect(Collectors.toMap(Function.identity(), _ -> "hidden"));

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (Sim sim = Sim.start()) {
            assertThat(run(List.of("--catalog", CATALOG, "--port", "" + sim.port()), ENVIRONMENT))
                    .isEqualTo(SimulatorMain.PORT_IN_USE);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("port " + sim.port());
        }
    }

    @Test
    void helps() {
        assertThat(run(List.of("--help"), Map.of())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--port", "/_sim/journal");
    }

    @Test
    void namesTheSecretThatIsMissing() {
        assertThat(run(List.of("--catalog", CATALOG), Map.of())).isEqualTo(SimulatorMain.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("TIDINGS_SHOP_WHATSAPP_TOKEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--colour red",
                "--port",
                "--port x",
                "--port 70000",
                "--webhooks ftp://x",
                "--webhooks http://localhost:1/webhooks",
                "--read-after soon",
                "--catalog nowhere.json"
            })
    void refusesArgumentsThatMakeNoSense(String line) {
        assertThat(run(List.of(("--catalog " + CATALOG + " " + line).split(" ", -1)), ENVIRONMENT))
                .isEqualTo(SimulatorMain.USAGE);
    }

    @Test
    void needsAccounts() {
        assertThat(run(List.of(), ENVIRONMENT)).isEqualTo(SimulatorMain.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--catalog");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "settings": {}, "credentials": {"authToken": "env:T"}                         | the account sms/a lacks the setting accountSid
            "settings": {"accountSid": "AC1"}, "credentials": {}                          | the account sms/a lacks the credential authToken
            "settings": {"accountSid": "AC1"}, "credentials": {"authToken": "env:NONE"}   | the environment variable NONE is not set
            "settings": {"accountSid": "AC1"}, "credentials": {"authToken": "file:/t"}    | the account sms/a keeps a secret in a file
            """)
    void saysWhatAnAccountLacks(String fields, String sentence) throws IOException {
        Path catalog = folder.resolve("catalog.json");
        Files.writeString(
                catalog,
                "{\"accounts\": [{\"channel\": \"sms\", \"accountId\": \"a\", \"provider\": \"twilio\","
                        + " \"baseUrl\": \"https://a.example\", " + fields + "}]}");
        assertThat(run(List.of("--port", "0", "--catalog", catalog.toString()), Map.of("T", "hidden")))
                .isEqualTo(SimulatorMain.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(sentence);
    }

    @Test
    void canPlayTheProviderOfEveryAccountInTheSampleCatalog() throws IOException {
        SimulatorOptions options = Arguments.parse(List.of("--port", "0", "--catalog", CATALOG), ENVIRONMENT);
        try (Simulator simulator = Simulator.start(options, InstantSource.system())) {
            assertThat(simulator.port()).isPositive();
        }
    }

    @Test
    void readsItsArguments() {
        SimulatorOptions options = Arguments.parse(
                List.of(
                        "--catalog",
                        CATALOG,
                        "--port",
                        "1234",
                        "--seed",
                        "7",
                        "--webhooks",
                        "http://localhost:18080",
                        "--delivered-after",
                        "2s",
                        "--read-after",
                        "PT3S"),
                ENVIRONMENT);
        assertThat(options.accounts())
                .extracting(Account::webhook)
                .contains(
                        URI.create("http://localhost:18080/webhooks/whatsapp/shop"),
                        URI.create("http://localhost:18080/webhooks/sms/shop"));
        assertThat(options.port()).isEqualTo(1234);
        assertThat(options.seed()).isEqualTo(7L);
        assertThat(options.receipts())
                .isEqualTo(new ReceiptDelays(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(3)));
    }

    @Test
    void hidesItsSecrets() {
        assertThat(Arguments.parse(List.of("--catalog", CATALOG), ENVIRONMENT).toString())
                .doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5 minutes", "-1s", "PT-1S"})
    void refusesWhatIsNoLengthOfTime(String text) {
        assertThatThrownBy(() -> Spans.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private int run(List<String> arguments, Map<String, String> environment) {
        return SimulatorMain.run(
                arguments,
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
