package dev.tidings.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.codec.EventHeaders;
import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DeadLettersTest {
    private static final long PUBLISHED = 1_764_499_200_000L;

    private final Headers original = new RecordHeaders().add("ce_type", "x".getBytes(UTF_8));

    @Test
    void keepsTheRecordsOwnHeadersAndTellsWhereItCameFromWhenAndWhy() {
        Headers headers = DeadLetters.letter(found(original, new byte[] {1}), "unreadable: broken")
                .headers();
        assertThat(EventHeaders.text(headers, "ce_type")).isEqualTo("x");
        assertThat(EventHeaders.text(headers, "tidings_cause")).isEqualTo("unreadable: broken");
        assertThat(EventHeaders.text(headers, "tidings_topic")).isEqualTo("tidings.requests");
        assertThat(EventHeaders.text(headers, "tidings_partition")).isEqualTo("3");
        assertThat(EventHeaders.text(headers, "tidings_offset")).isEqualTo("42");
        assertThat(EventHeaders.text(headers, "tidings_timestamp")).isEqualTo(Long.toString(PUBLISHED));
        assertThat(headers.lastHeader("tidings_size")).isNull();
    }

    @Test
    void leavesTheRecordsHeadersUntouched() {
        DeadLetters.letter(found(original, new byte[] {1}), "cause");
        assertThat(original.toArray()).hasSize(1);
    }

    @Test
    void tellsOnlyOfTheLastDeathAndWhichLetterItWasBefore() {
        Headers first = DeadLetters.letter(found(original, new byte[DeadLetters.LARGEST_VALUE + 1]), "first")
                .headers()
                .add("tidings_replay_of", "1@7".getBytes(UTF_8));
        Headers second =
                DeadLetters.letter(found(first, new byte[] {1}), "second").headers();
        assertThat(second.headers("tidings_cause")).hasSize(1);
        assertThat(EventHeaders.text(second, "tidings_cause")).isEqualTo("second");
        assertThat(EventHeaders.text(second, "tidings_replay_of")).isEqualTo("1@7");
        assertThat(second.lastHeader("tidings_size")).isNull();
    }

    @Test
    void tellsHowLargeTheValueWasWhereItIsCut() {
        int large = DeadLetters.LARGEST_VALUE + 1;
        ProducerRecord<byte[], byte[]> letter = DeadLetters.letter(found(original, new byte[large]), "broken");
        assertThat(letter.value()).hasSize(DeadLetters.LARGEST_VALUE);
        assertThat(EventHeaders.text(letter.headers(), "tidings_size")).isEqualTo(Integer.toString(large));
    }

    @Test
    void cutsOnlyAValueThatCouldNotBeWrittenAgain() {
        byte[] fits = new byte[DeadLetters.LARGEST_VALUE];
        assertThat(DeadLetters.value(fits)).isSameAs(fits);
        assertThat(DeadLetters.value(new byte[fits.length + 1])).hasSize(fits.length);
        assertThat(DeadLetters.value(null)).isNull();
    }

    @Test
    void keepsKeyAndValueOfWhatFits() {
        ProducerRecord<byte[], byte[]> letter = DeadLetters.letter(found(original, new byte[] {1, 2, 3}), "broken");
        assertThat(letter.topic()).isEqualTo(Topics.DEAD_LETTERS);
        assertThat(letter.key()).containsExactly(7);
        assertThat(letter.value()).containsExactly(1, 2, 3);
        assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.OFFSET))
                .isEqualTo("42");
    }

    @Test
    void tellsOnlyTheWhereaboutsWhereTheHeadersLeaveNoRoom() {
        Headers large = new RecordHeaders().add("filler", new byte[Topics.MAX_RECORD_BYTES - 100]);
        ProducerRecord<byte[], byte[]> letter = DeadLetters.letter(found(large, new byte[] {1}), "broken");
        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
        assertThat(letter.headers().lastHeader("filler")).isNull();
        assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.OFFSET))
                .isEqualTo("42");
        assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.CAUSE)).startsWith("broken; too large");
        assertThat(EventHeaders.text(letter.headers(), DeadLetterHeaders.SIZE)).isEqualTo("1");
    }

    private static ConsumerRecord<byte[], byte[]> found(Headers headers, byte[] value) {
        return new ConsumerRecord<>(
                "tidings.requests",
                3,
                42,
                PUBLISHED,
                TimestampType.CREATE_TIME,
                1,
                value.length,
                new byte[] {7},
                value,
                headers,
                Optional.empty());
    }

    @Test
    void tellsWhereARecordWasReadAndWhyItWasBuried(CapturedOutput log) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new DeadLetters(meters).buried("tidings.requests", 3, 42, "the value is empty");

        assertThat(meters.get("tidings.dead.letters")
                        .tag("topic", "tidings.requests")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(log.getOut().replace("\"", ""))
                .contains("topic=tidings.requests partition=3 offset=42 cause=the value is empty");
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
