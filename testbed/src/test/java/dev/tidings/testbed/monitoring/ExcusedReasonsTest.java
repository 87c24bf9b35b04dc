package dev.tidings.testbed.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reasons for which a failure is upstream's and nobody's else, in every place that has the list. */
class ExcusedReasonsTest {
    private static final String RULES = "deploy/monitoring/prometheus/rules/recording.yml";

    private static final Set<String> REASONS = Arrays.stream(Reason.values())
            .map(reason -> reason.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    /** Two at least, one behind the other: in a pattern, in a set of Java's, or in a sentence. */
    private static final Pattern LIST = Pattern.compile("[a-z_]+(?:(?:\\||, |\",\\s+\"|,\\n)[a-z_]+)+");

    @Test
    void theRulesExcuseReasonsThatThereAre() throws IOException {
        assertThat(lists(RULES)).hasSize(1);
        assertThat(REASONS).containsAll(excused());
    }

    @ParameterizedTest
    @CsvSource({
        RULES,
        "deploy/monitoring/grafana/overview.json",
        "deploy/monitoring/grafana/dispatch.json",
        "deploy/runbooks/TidingsDeliverySuccessBurnFast.md",
        "deploy/local/src/main/java/dev/tidings/local/ops/KeyFigures.java"
    })
    void eachPlaceHasTheSame(String file) throws IOException {
        assertThat(lists(file)).containsExactly(excused());
    }

    private static Set<String> excused() throws IOException {
        return lists(RULES).iterator().next();
    }

    /** The different lists of reasons in a file. */
    private static Set<Set<String>> lists(String file) throws IOException {
        return LIST.matcher(Files.readString(Repository.ROOT.resolve(file)))
                .results()
                .map(MatchResult::group)
                .map(list -> (Set<String>) new TreeSet<>(Arrays.asList(list.split("[^a-z_]+"))))
                .filter(words -> words.stream().anyMatch(REASONS::contains))
                .collect(Collectors.toSet());
    }
}
