package dev.tidings.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.local.settings.Installation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter told = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "up",
                "down",
                "status",
                "doctor",
                "test",
                "send",
                "show",
                "cancel",
                "reschedule",
                "campaign",
                "demo",
                "break",
                "heal",
                "kill",
                "restart",
                "topics",
                "catalog",
                "catalog load",
                "dead-letters",
                "dead-letters list",
                "dead-letters look",
                "dead-letters replay"
            })
    void everyCommandHasHelp(String command) {
        assertThat(run((command + " --help").strip().split(" "))).isZero();
        assertThat(told.toString()).contains("Usage: ").contains(command).contains("--help");
    }

    @Test
    void saysThatNothingRuns() {
        assertThat(run("status")).isEqualTo(3);
        assertThat(run("down")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("Nothing runs. ./tidings up starts everything.\nNothing runs.\n");
    }

    @Test
    void tellsAUsersMistakeInOneSentence() {
        assertThat(run("restart", "database")).isEqualTo(1);
        assertThat(told.toString())
                .isEqualTo("There is no part called database: [broker, scheduler, dispatcher, fallback, simulator].\n");
    }

    @Test
    void aWrongOptionIsAUsageError() {
        assertThat(run("send", "--chanel", "sms")).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine(
                new Installation(folder, folder), new PrintStream(out, true, StandardCharsets.UTF_8), Map.of());
        return line.setOut(new PrintWriter(told, true))
                .setErr(new PrintWriter(told, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(arguments);
    }
}
