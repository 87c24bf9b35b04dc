package dev.tidings.testbed.bench.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.Measure;
import dev.tidings.testbed.bench.kit.Measures;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of rest is of rest. */
class PendingTest {
    private final HandClock clock = new HandClock();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Measures measures = new Measures();
    private final ScriptedSubject subject = new ScriptedSubject(clock, Integer.MAX_VALUE);

    private void fill(Duration strippedWithin) {
        Book book = new Book("it", "1/1", measures, new PrintStream(said, true, StandardCharsets.UTF_8));
        Session session = new Session(subject, new Meter(clock), clock);
        new Pending(session, clock, strippedWithin).fillTo(book, "D", 300_000);
    }

    private List<String> told() {
        return measures.all().stream().map(Measure::metric).toList();
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void measuresRestOnceAllIsStrippedAndTellsApartWhatThatTook() {
        subject.strippedAfter = Duration.ofSeconds(90);

        fill(Duration.ofMinutes(10));

        assertThat(subject.inserted).hasSize(300_000);
        assertThat(told()).containsExactly("stripping_s", "stripping_cpu_pct", "idle_cpu_pct");
        assertThat(measures.all().getFirst().value()).isEqualTo(90);
        assertThat(said()).contains("stripped after 90 s", "300,000 pending; idle CPU 0.0 %");
    }

    @Test
    void whereNothingIsLeftToStripItTellsOfRestAlone() {
        fill(Duration.ofMinutes(10));

        assertThat(told()).containsExactly("idle_cpu_pct");
    }

    @Test
    void whatIsNotStrippedInTimeIsNotTakenForRest() {
        subject.strippedAfter = Duration.ofMinutes(11);

        fill(Duration.ofMinutes(10));

        assertThat(told()).isEmpty();
        assertThat(said()).contains("not stripped within 600 s");
    }

    @Test
    void saysSoWhereItIsNotWaitedFor() {
        subject.strippedAfter = Duration.ofSeconds(90);

        fill(Duration.ZERO);

        assertThat(told()).isEmpty();
        assertThat(said()).contains("not waited until it is idle").doesNotContain("stripped");
        assertThat(clock.nanos()).isZero();
    }
}
