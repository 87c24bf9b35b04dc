package dev.tidings.testbed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The bill of materials is of what ships, and not of what tests it. In CI there has to be one. */
class SbomIT {
    private static final Path FILE = LocalInstallation.ROOT.resolve("target/tidings-sbom.json");

    @Test
    void namesWhatTheServicesAreMadeOfAndNothingElse() throws IOException {
        assumeTrue(
                Files.exists(FILE) || System.getenv("CI") != null,
                "skipped, since this build wrote no bill of materials (-Dcyclonedx.skip)");
        Set<String> names = new ObjectMapper()
                .readTree(FILE.toFile())
                .path("components")
                .valueStream()
                .map((JsonNode component) -> component.path("name").asText())
                .collect(Collectors.toSet());

        assertThat(names)
                .contains("tidings-scheduler-service", "tidings-dispatcher-service", "tidings-fallback-service")
                .contains("tidings-schemas", "tidings-runtime", "rocksdbjni", "kafka-clients", "jsmpp")
                .noneMatch(name -> name.startsWith("netty-"))
                .doesNotContain("kafka_2.13", "picocli", "junit-jupiter", "tidings-testbed", "tidings-local");
    }
}
