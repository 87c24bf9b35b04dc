package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidings.catalog.CatalogView;
import dev.tidings.codec.Codec;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class CatalogGateTest {
    private final CatalogView catalog =
            CatalogView.start(Samples.kafka(Path.of("state")).reader("tidings-catalog"), Codec.singleObject());
    private final CatalogGate gate = new CatalogGate(catalog, Duration.ofMillis(1));

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void failsTheStartWhereTheCatalogCannotBeRead() {
        assertThatExceptionOfType(CatalogNotReadException.class).isThrownBy(gate::start);
        assertThat(gate.isRunning()).isFalse();
    }

    @Test
    void isNotReadyUntilTheCatalogHasBeenRead() {
        assertThat(gate.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    }

    @Test
    void tellsWhatToDo() {
        CatalogNotReadException failure = new CatalogNotReadException(Duration.ofSeconds(60));
        assertThat(new CatalogNotReadAnalyzer().analyze(failure, failure).getAction())
                .contains("./tidings topics --apply", "tidings.bootstrap-servers");
    }
}
