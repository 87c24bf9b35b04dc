package dev.tidings.local.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreflightTest {
    private static final long GB = 1L << 30;

    @Test
    void findsNothingWrongWithAGoodMachine() {
        assertThat(bad(new Machine(25, 4 * GB, Map.of(), List.of()))).isEmpty();
    }

    @Test
    void doesNotGuessAboutMemoryThatIsNotTold() {
        assertThat(bad(new Machine(25, -1, Map.of(), List.of()))).isEmpty();
    }

    @Test
    void saysWhichJavaIsNeeded() {
        assertThat(bad(new Machine(21, 4 * GB, Map.of(), List.of())))
                .containsExactly("Java 21 runs this, and Tidings needs 25. Install a JDK 25 (for example Temurin, from"
                        + " https://adoptium.net) and set JAVA_HOME to it.");
    }

    @Test
    void saysHowMuchMemoryIsMissing() {
        assertThat(bad(new Machine(25, GB, Map.of(), List.of())))
                .containsExactly("Only 1024 MB of memory are free, and 2048 MB are needed."
                        + " Close other programs, or give this virtual machine or container more memory.");
    }

    @Test
    void namesThePortInUseAndTheVariableThatMovesIt() {
        assertThat(bad(new Machine(25, 4 * GB, Map.of("TIDINGS_BROKER_PORT", 19092), List.of())))
                .containsExactly("Port 19092 is in use by another program. Stop that program (lsof -i :19092 names it),"
                        + " or choose another port: TIDINGS_BROKER_PORT=PORT ./tidings up, or all of them with"
                        + " --port-base.");
    }

    @Test
    void namesTheFilesThatAreNotBuilt() {
        assertThat(bad(new Machine(25, 4 * GB, Map.of(), List.of(Path.of("a.jar")))))
                .singleElement()
                .asString()
                .startsWith("Not built: [a.jar].");
    }

    private static List<String> bad(Machine machine) {
        return Preflight.checks(machine).stream()
                .filter(check -> !check.good())
                .map(check -> check.sentence() + " " + check.fix())
                .toList();
    }
}
