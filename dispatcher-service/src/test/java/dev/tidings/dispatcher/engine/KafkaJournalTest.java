package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.ACCEPTED;
import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.dispatcher.dispatch.Takeover;
import dev.tidings.dispatcher.dispatch.Takeover.Past;
import dev.tidings.dispatcher.dispatch.TaskId;
import dev.tidings.topics.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaJournalTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.ATTEMPTS, 3);
    private static final long BEGINNING = 10;
    private static final long END = 14;

    private final Codec codec = Codec.singleObject();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
    private final KafkaJournal journal = new KafkaJournal(() -> consumer, codec);

    KafkaJournalTest() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, BEGINNING));
        consumer.updateEndOffsets(Map.of(PARTITION, END));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    /** Offsets 10 to 12 are readable, the last one is not. */
    private Takeover read(OptionalLong from) {
        consumer.schedulePollTask(() -> {
            for (long offset = BEGINNING; offset < END - 1; offset++) {
                AttemptStarted started = new AttemptStarted("r" + offset, 1, 1, ACCEPTED, NOW, NOW);
                add(offset, codec.encode(Topics.ATTEMPTS, started));
            }
            add(END - 1, new byte[] {1, 2, 3});
        });
        return journal.read(Map.of(3, from)).join().getOrDefault(3, new Takeover(-1));
    }

    private void add(long offset, byte[] value) {
        RecordHeaders headers = new RecordHeaders(EventHeaders.of("id", "dev.tidings.avro.AttemptStarted", "/test", NOW)
                .toArray());
        consumer.addRecord(new ConsumerRecord<>(
                Topics.ATTEMPTS,
                3,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                value.length,
                new byte[0],
                value,
                headers,
                Optional.empty()));
    }

    @Test
    void readsFromTheOffsetToTheEndAndGoesOverWhatItCannotRead() {
        Takeover takeover = read(OptionalLong.of(11));
        assertThat(takeover.past(new TaskId("r10", 1, 1, ACCEPTED))).isEqualTo(new Past.Untouched());
        assertThat(takeover.past(new TaskId("r11", 1, 1, ACCEPTED))).isEqualTo(new Past.Open(NOW));
        assertThat(takeover.floor(new TaskId("r12", 1, 1, ACCEPTED))).isEqualTo(12);
        assertThat(takeover.begin()).isEqualTo(11);
        assertThat(takeover.end()).isEqualTo(END);
    }

    @Test
    void readsFromTheBeginningWhereNoOffsetIsKnown() {
        assertThat(read(OptionalLong.empty()).tasks()).isEqualTo(3);
    }

    @Test
    void readsFromTheBeginningWhereTheOffsetIsNoMore() {
        assertThat(read(OptionalLong.of(2)).tasks()).isEqualTo(3);
    }

    @Test
    void readsFromTheBeginningOfAJournalThatWasMadeAnew() {
        assertThat(read(OptionalLong.of(5000)).tasks()).isEqualTo(3);
    }

    @Test
    void readsNothingAtTheEnd() {
        assertThat(read(OptionalLong.of(END)).tasks()).isZero();
    }
}
