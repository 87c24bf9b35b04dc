package dev.tidings.testbed.bench.path;

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

class PathOptionsTest {
    @Test
    void whatIsNotGivenIsAsUsual() {
        PathCommand command = parsed();

        assertThat(command.scenarios).containsExactly(Scenario.values());
        assertThat(command.sizeOptions.over(Sizes.FULL)).isEqualTo(Sizes.FULL);
    }

    @Test
    void whatIsGivenReplacesIt() {
        PathCommand command = parsed("--scenarios", "sustained", "--burst", "5k", "--warm-up", "3", "--pending", "1m");

        assertThat(command.scenarios).containsExactly(Scenario.SUSTAINED);
        assertThat(command.sizeOptions.over(Sizes.FULL).burst()).isEqualTo(5_000);
        assertThat(command.sizeOptions.over(Sizes.FULL).warmUp()).isEqualTo(Duration.ofSeconds(3));
        assertThat(command.sizeOptions.over(Sizes.FULL).pending()).isEqualTo(1_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rate", "--burst", "--seconds", "--warm-up"})
    void nothingIsTooLittle(String option) {
        SizeOptions options = parsed(option, "0").sizeOptions;

        assertThatThrownBy(() -> options.over(Sizes.QUICK))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(option);
    }

    private static PathCommand parsed(String... arguments) {
        PathCommand command =
                new PathCommand(new Installation(Path.of("x"), Path.of("y")), InstantSource.system(), System.out);
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return command;
    }
}
