package dev.tidings.local.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.local.settings.LocalPorts;
import dev.tidings.local.settings.UserError;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SendCommandTest {
    private final SendCommand command = new SendCommand(
            LocalPorts.DEFAULT,
            InstantSource.system(),
            new Random(1),
            new PrintStream(OutputStream.nullOutputStream()));

    private SendCommand parsed(String options) {
        String request = "--channel whatsapp --account shop --to +6581234567 --template order_update --lang en ";
        new CommandLine(command).parseArgs((request + options).split(" "));
        return command;
    }

    @Test
    void waitsOnlyWhereItIsTold() {
        assertThat(parsed("--param name=Ann").wait).isNull();
    }

    @Test
    void waitsThroughTheSilenceOfAUsualFallback() {
        assertThat(parsed("--wait --param name=Ann").wait).isEqualTo("90s");
        assertThat(parsed("--param name=Ann --wait").wait).isEqualTo("90s");
    }

    @Test
    void waitsForAsLongAsItIsTold() {
        assertThat(parsed("--wait 13h --param name=Ann").wait).isEqualTo("13h");
    }

    @Test
    void asksForNothingWhereItIsNotToldForHowLong() {
        assertThatThrownBy(() -> parsed("--param name=Ann --wait soon").call())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no length of time");
    }
}
