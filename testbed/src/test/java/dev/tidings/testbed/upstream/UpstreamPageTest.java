package dev.tidings.testbed.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.FallbackTrigger;
import dev.tidings.contract.Reason;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.Status;
import dev.tidings.fallback.plan.Cause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** deploy/upstream.md tells of all that there is, and shows nothing that is not run. */
class UpstreamPageTest {
    private static final Path SAMPLES = Path.of("src", "test", "java", "dev", "tidings", "testbed", "upstream");

    private static Page page;

    @BeforeAll
    static void read() throws IOException {
        page = Page.of("deploy", "upstream.md");
    }

    @Test
    void itTellsOfEveryStatus() {
        assertThat(names("Statuses")).containsExactlyInAnyOrderElementsOf(constants(Status.values()));
    }

    @Test
    void itTellsOfEveryReason() {
        assertThat(names("Reasons")).containsExactlyInAnyOrderElementsOf(constants(Reason.values()));
    }

    @Test
    void itTellsOfEveryTrigger() {
        assertThat(names("Triggers")).containsExactlyInAnyOrderElementsOf(constants(FallbackTrigger.values()));
    }

    @Test
    void itTellsOfEveryCauseUnderItsDecision() {
        Map<String, String> told = page.rows("What a decision rests on").stream()
                .collect(Collectors.toMap(row -> bare(row.get(0)), row -> bare(row.get(1))));
        assertThat(told)
                .isEqualTo(Arrays.stream(Cause.values())
                        .collect(Collectors.toMap(
                                Cause::name, cause -> cause.decision().name())));
    }

    @Test
    void itTellsOfEveryEventBetweenUpstreamAndUs() {
        assertThat(names("Events"))
                .containsExactlyInAnyOrder(
                        SendRequest.class.getSimpleName(),
                        CancelSend.class.getSimpleName(),
                        RescheduleSend.class.getSimpleName(),
                        CampaignControl.class.getSimpleName(),
                        DeliveryResult.class.getSimpleName());
    }

    @Test
    void everyRowSaysWhatToDo() {
        for (String heading : List.of("Statuses", "Reasons", "Triggers", "What a decision rests on", "Events")) {
            assertThat(page.rows(heading))
                    .isNotEmpty()
                    .allSatisfy(row ->
                            assertThat(row).hasSameSizeAs(page.rows(heading).getFirst()))
                    .allSatisfy(row -> assertThat(row).noneMatch(String::isBlank));
        }
    }

    @Test
    void everySampleOfJavaStandsInAClassThatIsRun() throws IOException {
        List<String> samples = Stream.concat(page.blocks("java").stream(), Page.of("README.md").blocks("java").stream())
                .toList();
        assertThat(samples).hasSizeGreaterThan(5).allSatisfy(sample -> assertStands(sample, SAMPLES, ".java"));
    }

    @Test
    void everySampleOfNodeStandsInAScriptThatIsRun() {
        assertThat(page.blocks("js"))
                .hasSizeGreaterThan(1)
                .allSatisfy(sample -> assertStands(sample, Path.of("upstream"), ".mjs"));
    }

    @Test
    void itsLinksLeadSomewhere() {
        assertThat(page.links())
                .isNotEmpty()
                .allSatisfy(link ->
                        assertThat(Path.of("..", "deploy").resolve(link)).exists());
    }

    private static void assertStands(String sample, Path folder, String kind) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(kind)).toList();
            assertThat(sources)
                    .as(sample)
                    .anySatisfy(source -> assertThat(holds(source, sample)).isTrue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Line by line, however far it is indented there. */
    private static boolean holds(Path source, String sample) throws IOException {
        List<String> lines = Files.readAllLines(source);
        int length = (int) sample.lines().count();
        return IntStream.rangeClosed(0, lines.size() - length)
                .mapToObj(from -> String.join("\n", lines.subList(from, from + length)))
                .anyMatch(part -> part.stripIndent().equals(sample.stripTrailing()));
    }

    private static List<String> names(String heading) {
        return page.rows(heading).stream().map(row -> bare(row.getFirst())).toList();
    }

    private static String bare(String cell) {
        return cell.replace("`", "").strip();
    }

    private static List<String> constants(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
