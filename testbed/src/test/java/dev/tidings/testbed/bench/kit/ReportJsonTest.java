package dev.tidings.testbed.bench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportJsonTest {
    private static final Report REPORT = new Report(
            "hold",
            "abc123",
            Instant.parse("2026-11-24T01:02:03Z"),
            "2 cores",
            List.of(new Measure("B", "tidings", "lateness_p99_ms", List.of(70.2, 71.0, 74.9))));

    @TempDir
    private Path folder;

    @Test
    void theReportIsOneObjectAsDocumented() throws IOException {
        JsonNode expected = new ObjectMapper().readTree("""
                {"bench": "hold", "commit": "abc123", "date": "2026-11-24T01:02:03Z", "machine": "2 cores",
                 "measures": [{"scenario": "B", "subject": "tidings", "metric": "lateness_p99_ms", "value": 71.0,
                               "runs": [70.2, 71.0, 74.9]}]}
                """);

        assertThat(new ObjectMapper().readTree(ReportJson.write(REPORT))).isEqualTo(expected);
    }

    @Test
    void whatWasWrittenIsReadBack() {
        Path file = folder.resolve("new/report.json");

        ReportJson.write(REPORT, file);

        assertThat(ReportJson.read(file)).isEqualTo(REPORT);
    }
}
