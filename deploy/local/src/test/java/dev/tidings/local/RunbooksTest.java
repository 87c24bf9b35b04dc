package dev.tidings.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tidings.local.settings.Installation;
import dev.tidings.local.settings.LocalPorts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a runbook tells somebody to type is there to be typed. */
class RunbooksTest {
    private static final Path FOLDER = Path.of("..", "runbooks");

    /** In a block, or within a sentence. */
    private static final Pattern TIDINGS = Pattern.compile("\\./tidings ([^`|&\n]+)");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final Pattern ADDRESS = Pattern.compile("localhost:(\\d+)(/[\\w/]*)?");

    /** Beside Tidings' own ports those of Prometheus and Alertmanager. */
    private static final Set<Integer> OTHER_PORTS = Set.of(9090, 9093);

    private static final Set<String> PATHS =
            Set.of("/actuator/prometheus", "/actuator/health", "/actuator/health/readiness", "/holds");

    @TempDir
    Path folder;

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesCommandsAndOptionsThatThereAre(Path page) throws IOException {
        assertThat(found(TIDINGS, page))
                .allSatisfy(
                        command -> assertThatCode(() -> parse(command.group(1))).doesNotThrowAnyException());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesAddressesThatThereAre(Path page) throws IOException {
        Set<Integer> ours = Set.copyOf(LocalPorts.DEFAULT.byVariable().values());
        assertThat(found(ADDRESS, page)).allSatisfy(address -> {
            int port = Integer.parseInt(address.group(1));
            if (!OTHER_PORTS.contains(port)) {
                assertThat(ours).contains(port);
                assertThat(address.group(2))
                        .satisfiesAnyOf(
                                path -> assertThat(path).isNull(),
                                path -> assertThat(path).isIn(PATHS));
            }
        });
    }

    private void parse(String arguments) {
        List<String> words = new ArrayList<>();
        WORD.matcher(arguments.strip()).results().forEach(word -> {
            String quoted = word.group(1) == null ? word.group(2) : word.group(1);
            words.add(quoted == null ? word.group(3) : quoted);
        });
        Main.commandLine(
                        new Installation(folder, folder),
                        new PrintStream(System.out, true, StandardCharsets.UTF_8),
                        Map.of())
                .parseArgs(words.toArray(String[]::new));
    }

    private static List<MatchResult> found(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page)).results().toList();
    }
}
