package dev.tidings.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.local.settings.LocalPorts;
import dev.tidings.local.settings.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BreakCommandTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            whatsapp --status 503                                  | {"kind":"status","value":"503","channel":"whatsapp"}
            sms --latency 5s --for 2m                              | {"kind":"latency","value":"5000","channel":"sms","forMs":120000}
            whatsapp --template-deleted order_update --account 1   | {"kind":"template-deleted","value":"order_update","channel":"whatsapp","account":"1"}
            whatsapp --hang                                        | {"kind":"hang","channel":"whatsapp"}
            line --hang after-accept --for 1m                      | {"kind":"hang","value":"after-accept","channel":"line","forMs":60000}
            whatsapp --no-receipts                                 | {"kind":"no-receipts","channel":"whatsapp"}
            whatsapp --throttle                                    | {"kind":"throttle","channel":"whatsapp"}
            whatsapp --garbage                                     | {"kind":"garbage","channel":"whatsapp"}
            whatsapp --fail-delivery                               | {"kind":"fail-delivery","channel":"whatsapp"}
            telegram --garbage --number 123                        | {"kind":"garbage","channel":"telegram","number":"123"}
            whatsapp --reset --number +6581                        | {"kind":"reset-after-accept","channel":"whatsapp","number":"+6581"}
            """)
    void asksTheSimulatorByName(String arguments, String json) {
        assertThat(parsed(arguments).json()).hasToString(json);
    }

    @Test
    void takesOneWayToMisbehaveAtATime() {
        assertThatThrownBy(() -> parsed("whatsapp --hang --garbage"))
                .isInstanceOf(CommandLine.ParameterException.class);
        assertThatThrownBy(() -> parsed("whatsapp")).isInstanceOf(CommandLine.ParameterException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pigeon", "WhatsApp", ""})
    void namesTheChannelsToOneWhoNamesAnother(String channel) {
        BreakCommand command = new BreakCommand(LocalPorts.DEFAULT, System.out);
        new CommandLine(command).parseArgs(channel, "--hang");
        assertThatThrownBy(command::call)
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("instagram", "line", "messenger", "sms", "telegram", "viber", "whatsapp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upstream --hang",
                "upstream --garbage --for 2m",
                "upstream --garbage --account 1",
                "upstream --garbage --number 123"
            })
    void letsUpstreamPublishGarbageAndNothingElse(String arguments) {
        BreakCommand command = parsed(arguments);
        assertThatThrownBy(command::call).isInstanceOf(UserError.class).hasMessageContaining("--garbage");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dispatcher --hang",
                "dispatcher --same-id --for 2m",
                "dispatcher --same-id --account 1",
                "dispatcher --same-id --number 123",
                "whatsapp --same-id",
                "upstream --same-id"
            })
    void letsADispatcherComeTwiceAndNothingElse(String arguments) {
        BreakCommand command = parsed(arguments);
        assertThatThrownBy(command::call).isInstanceOf(UserError.class);
    }

    @Test
    void healsNoChannelThatThereIsNot() {
        HealCommand command = new HealCommand(LocalPorts.DEFAULT, System.out);
        new CommandLine(command).parseArgs("pigeon");
        assertThatThrownBy(command::call).isInstanceOf(UserError.class);
    }

    @Test
    void passesTheSimulatorsSentenceOn() {
        assertThat(SimulatorClient.reason("{\"error\":\"read has no meaning for telegram\"}"))
                .isEqualTo("read has no meaning for telegram");
        assertThat(SimulatorClient.reason("Bad gateway")).isEqualTo("Bad gateway");
        assertThat(SimulatorClient.reason("")).isEmpty();
    }

    private static BreakCommand parsed(String arguments) {
        BreakCommand command = new BreakCommand(LocalPorts.DEFAULT, System.out);
        new CommandLine(command).parseArgs(arguments.strip().split(" +"));
        return command;
    }
}
