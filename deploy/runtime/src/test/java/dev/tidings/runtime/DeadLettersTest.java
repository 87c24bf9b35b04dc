package dev.tidings.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.EventHeaders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private final Headers original = new RecordHeaders().add("ce_type", "x".getBytes(UTF_8));

    @Test
    void keepsTheRecordsOwnHeadersAndTellsWhereItCameFromAndWhy() {
        Headers headers = DeadLetters.headers("tidings.requests", 3, 42, "the value is empty", original);
        assertThat(EventHeaders.text(headers, "ce_type")).isEqualTo("x");
        assertThat(EventHeaders.text(headers, "tidings_cause")).isEqualTo("the value is empty");
        assertThat(EventHeaders.text(headers, "tidings_topic")).isEqualTo("tidings.requests");
        assertThat(EventHeaders.text(headers, "tidings_partition")).isEqualTo("3");
        assertThat(EventHeaders.text(headers, "tidings_offset")).isEqualTo("42");
    }

    @Test
    void leavesTheRecordsHeadersUntouched() {
        DeadLetters.headers("tidings.requests", 3, 42, "cause", original);
        assertThat(original.toArray()).hasSize(1);
    }

    @Test
    void tellsOnlyOfTheLastDeath() {
        Headers first = DeadLetters.headers("tidings.requests", 3, 42, "first", original);
        Headers second = DeadLetters.headers("tidings.dead-letters", 0, 7, "second", first);
        assertThat(second.headers("tidings_cause")).hasSize(1);
        assertThat(EventHeaders.text(second, "tidings_cause")).isEqualTo("second");
    }

    @Test
    void cutsOnlyAValueThatCouldNotBeWrittenAgain() {
        byte[] fits = new byte[DeadLetters.LARGEST_VALUE];
        assertThat(DeadLetters.value(fits)).isSameAs(fits);
        assertThat(DeadLetters.value(new byte[fits.length + 1])).hasSize(fits.length);
        assertThat(DeadLetters.value(null)).isNull();
    }

    @Test
    void countsByTopic() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        DeadLetters letters = new DeadLetters(meters);
        letters.count("tidings.requests");
        letters.count("tidings.requests");
        letters.count("tidings.receipts");
        assertThat(meters.get("tidings.dead.letters")
                        .tag("topic", "tidings.requests")
                        .counter()
                        .count())
                .isEqualTo(2);
    }
}
