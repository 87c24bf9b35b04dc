package dev.tidings.testbed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testbed.broker.Tools;
import dev.tidings.testbed.upstream.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the README is run, in its order, as it stands there. */
class ReadmeIT {
    /** What some commands must have led to, by a part of the command. */
    private static final Map<String, String> LEADS_TO = Map.of(
            "up --detach", "not for production",
            "--at +5s", "HELD",
            "--param name=Ann --wait", "DELIVERED",
            "campaign pause autumn", "Cancelled: later-2",
            "--template-deleted", "FALLBACK_TRIGGERED",
            "--no-receipts", "trigger UNDELIVERED fired",
            "dead-letters list", "dead letter",
            "18081/holds", "\"incomplete\":[]");

    @TempDir
    private Path data;

    @TestFactory
    Stream<DynamicTest> everyCommandDoesWhatTheReadmeSays() throws IOException {
        List<String> blocks = Page.of("README.md").blocks("sh");
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(4);
        LEADS_TO.keySet()
                .forEach(part ->
                        assertThat(blocks).anySatisfy(block -> assertThat(block).contains(part)));

        LocalInstallation tidings = new LocalInstallation(data, 22090);
        return blocks.stream()
                .map(block ->
                        DynamicTest.dynamicTest(block.lines().findFirst().orElseThrow(), () -> run(block, tidings)))
                .onClose(tidings::close);
    }

    private static void run(String block, LocalInstallation tidings) {
        for (String tool : List.of("kcat", "node", "curl")) {
            if (block.contains(tool + " ")) {
                Tools.assumeInstalled(tool);
            }
        }
        String printed = tidings.shell(tidings.here(block));
        LEADS_TO.forEach((part, outcome) -> {
            if (block.contains(part)) {
                assertThat(printed).contains(outcome);
            }
        });
    }
}
