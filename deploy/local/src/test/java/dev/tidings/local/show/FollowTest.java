package dev.tidings.local.show;

import static dev.tidings.local.show.Results.START;
import static dev.tidings.local.show.Results.watched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Status;
import dev.tidings.topics.Topics;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class FollowTest {
    private static final TopicPartition RESULTS = new TopicPartition(Topics.RESULTS, 0);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final TreeMap<Instant, DeliveryResult> coming = new TreeMap<>();
    private Instant now = START;
    private long offset;

    /** Each poll takes a second, and gives what came by then. */
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
            now = now.plus(POLL);
            while (!coming.isEmpty() && !coming.firstKey().isAfter(now)) {
                addRecord(record(coming.pollFirstEntry().getValue()));
            }
            return super.poll(atMost);
        }
    };

    private ConsumerRecord<byte[], byte[]> record(DeliveryResult result) {
        return new ConsumerRecord<>(
                RESULTS.topic(),
                RESULTS.partition(),
                offset++,
                0,
                TimestampType.CREATE_TIME,
                -1,
                -1,
                result.requestId().getBytes(StandardCharsets.UTF_8),
                Codec.singleObject().encode(Topics.RESULTS, result),
                EventHeaders.of(result.eventId(), Codec.type(result), "test", START),
                Optional.empty());
    }

    private Timeline followed(Duration silence) {
        consumer.assign(List.of(RESULTS));
        consumer.updateBeginningOffsets(Map.of(RESULTS, 0L));
        consumer.seek(RESULTS, 0);
        Timeline timeline = new Timeline(ZoneOffset.UTC);
        ResultReader reader = new ResultReader(consumer, Map.of(RESULTS, 0L), "r1"::equals);
        new Follow(reader, () -> now, new PrintStream(OutputStream.nullOutputStream()))
                .until(timeline, silence, silence);
        return timeline;
    }

    /** Of a message that nobody delivers, with a policy that waits for a minute. */
    private void fallsBackAfterAMinute() {
        coming.put(START.plusSeconds(1), watched(1, Status.SENT));
        coming.put(START.plusSeconds(62), watched(1, Status.FALLBACK_TRIGGERED));
        coming.put(START.plusSeconds(63), watched(2, Status.SENT));
        coming.put(START.plusSeconds(64), watched(0, Status.FALLBACK_ENDED));
    }

    @Test
    void followsAFallbackThatIsSilentUntilItsDeadline() {
        fallsBackAfterAMinute();
        assertThat(followed(Duration.ofSeconds(90)).standing()).isEqualTo(Standing.ENDED);
    }

    @Test
    void givesUpWhenItWasSilentForLongerThanWanted() {
        fallsBackAfterAMinute();
        assertThat(followed(Duration.ofSeconds(30)).standing()).isEqualTo(Standing.OPEN);
        assertThat(now).isBefore(START.plusSeconds(40));
    }

    @Test
    void givesUpWhereNothingIsHeardAtAll() {
        assertThat(followed(Duration.ofSeconds(5)).results()).isEmpty();
        assertThat(now).isBefore(START.plusSeconds(10));
    }
}
