package dev.tidings.testbed.bench.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SizeOptionsTest {
    @Test
    void whatIsNotGivenIsAsUsual() {
        assertThat(parsed().over(Sizes.FULL)).isEqualTo(Sizes.FULL);
    }

    @Test
    void whatIsGivenReplacesIt() {
        Sizes sizes =
                parsed("--pending", "10m,1m", "--warm-up", "0", "--burst", "5k").over(Sizes.FULL);

        assertThat(sizes.pending()).isEqualTo(List.of(1_000_000, 10_000_000));
        assertThat(sizes.warmUp()).isEqualTo(Duration.ZERO);
        assertThat(sizes.burst()).isEqualTo(5_000);
        assertThat(sizes.steadyRate()).isEqualTo(Sizes.FULL.steadyRate());
    }

    private static SizeOptions parsed(String... arguments) {
        SizeOptions options = new SizeOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("sizes", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(arguments);
        return options;
    }
}
