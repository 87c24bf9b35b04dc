package dev.tidings.testbed.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SimulatorMainTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "TIDINGS_SHOP_WHATSAPP_TOKEN", "hidden-1",
            "TIDINGS_SHOP_WHATSAPP_APP_SECRET", "hidden-2",
            "TIDINGS_SHOP_TWILIO_TOKEN", "hidden-3");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (Sim sim = Sim.start()) {
            assertThat(run(List.of("--port", "" + sim.port()), ENVIRONMENT)).isEqualTo(SimulatorMain.PORT_IN_USE);
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
        assertThat(run(List.of(), Map.of())).isEqualTo(SimulatorMain.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("TIDINGS_SHOP_WHATSAPP_TOKEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--colour red", "--port", "--port x", "--port 70000", "--webhook ftp://x", "--read-after soon"})
    void refusesArgumentsThatMakeNoSense(String line) {
        assertThat(run(List.of(line.split(" ", -1)), ENVIRONMENT)).isEqualTo(SimulatorMain.USAGE);
    }

    @Test
    void readsItsArguments() {
        SimulatorOptions options = Arguments.parse(List.of(
                "--port",
                "1234",
                "--seed",
                "7",
                "--webhook",
                "http://localhost:18080/webhooks/whatsapp/shop",
                "--delivered-after",
                "2s",
                "--read-after",
                "PT3S"));
        assertThat(options.port()).isEqualTo(1234);
        assertThat(options.seed()).isEqualTo(7L);
        assertThat(options.receipts())
                .isEqualTo(new ReceiptDelays(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(3)));
    }

    @Test
    void hidesItsSecrets() {
        assertThat(Secrets.from(ENVIRONMENT).toString()).doesNotContain("hidden-");
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
