package dev.tidings.testbed.bench.fallback;

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

class FallbackOptionsTest {
    @Test
    void whatIsNotGivenIsAsUsual() {
        FallbackCommand command = parsed();

        assertThat(command.scenarios).containsExactly(Scenario.values());
        assertThat(command.sizeOptions.over(Sizes.FULL)).isEqualTo(Sizes.FULL);
    }

    @Test
    void whatIsGivenReplacesIt() {
        FallbackCommand command =
                parsed("--scenarios", "storm", "--deadlines", "5k", "--lead", "9", "--rate", "20", "--seconds", "3");

        assertThat(command.scenarios).containsExactly(Scenario.STORM);
        Sizes sizes = command.sizeOptions.over(Sizes.FULL);
        assertThat(sizes.deadlines()).isEqualTo(5_000);
        assertThat(sizes.lead()).isEqualTo(Duration.ofSeconds(9));
        assertThat(sizes.storm()).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--deadlines", "--lead", "--rounds", "--watches", "--rate", "--seconds", "--sms-limit"})
    void nothingIsTooLittle(String option) {
        SizeOptions options = parsed(option, "0").sizeOptions;

        assertThatThrownBy(() -> options.over(Sizes.QUICK))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(option);
    }

    private static FallbackCommand parsed(String... arguments) {
        FallbackCommand command =
                new FallbackCommand(new Installation(Path.of("x"), Path.of("y")), InstantSource.system(), System.out);
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return command;
    }
}
