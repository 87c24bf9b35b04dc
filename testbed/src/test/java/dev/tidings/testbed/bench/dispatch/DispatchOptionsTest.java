package dev.tidings.testbed.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.local.settings.Installation;
import dev.tidings.local.settings.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DispatchOptionsTest {
    @Test
    void allScenariosAreMeasuredUnlessSomeAreNamed() {
        assertThat(parsed().scenarios).containsExactly(Scenario.values());
        assertThat(parsed("--scenarios", "kill,latency-100ms").scenarios)
                .containsExactlyInAnyOrder(Scenario.KILL, Scenario.LATENCY_100MS);
    }

    @Test
    void variablesOfTheDispatcherAreGivenOneByOne() {
        assertThat(parsed("--set", "A=1", "--set", "B=2").variables)
                .containsEntry("A", "1")
                .containsEntry("B", "2");
    }

    @Test
    void sizesThatAreNotGivenAreAsUsual() {
        assertThat(parsed().sizeOptions.over(Sizes.FULL)).isEqualTo(Sizes.FULL);
    }

    @Test
    void sizesThatAreGivenReplaceThem() {
        Sizes sizes = parsed("--tasks", "5k", "--in-flight", "256", "--seconds", "3", "--backlog", "2m")
                .sizeOptions
                .over(Sizes.FULL);

        assertThat(sizes.tasks()).isEqualTo(5_000);
        assertThat(sizes.inFlight()).isEqualTo(256);
        assertThat(sizes.live()).isEqualTo(Duration.ofSeconds(3));
        assertThat(sizes.backlog()).isEqualTo(2_000_000);
        assertThat(sizes.recipients()).isEqualTo(Sizes.FULL.recipients());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tasks", "--recipients", "--in-flight", "--rate", "--backlog"})
    void nothingIsTooFew(String option) {
        SizeOptions options = parsed(option, "0").sizeOptions;

        assertThatThrownBy(() -> options.over(Sizes.QUICK))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(option);
    }

    private static DispatchCommand parsed(String... arguments) {
        DispatchCommand command =
                new DispatchCommand(new Installation(Path.of("x"), Path.of("y")), InstantSource.system(), System.out);
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return command;
    }
}
