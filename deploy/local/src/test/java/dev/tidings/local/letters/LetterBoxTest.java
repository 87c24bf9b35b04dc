package dev.tidings.local.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.local.settings.UserError;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LetterBoxTest {
    private static final TopicPartition LETTERS = new TopicPartition(Topics.DEAD_LETTERS, 1);
    private static final TopicPartition REPLAYS = new TopicPartition(Topics.REPLAYS, 0);
    private static final TopicPartition RESULTS = new TopicPartition(Topics.RESULTS, 0);

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> log = new HashMap<>();
    private final List<Long> progress = new ArrayList<>();
    private Instant now = Letters.NOW;
    private Duration passesWithEachPoll = Duration.ZERO;

    /** Gives what the log holds from where it is sent to. */
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            super.seek(partition, offset);
            log.getOrDefault(partition, List.of()).stream()
                    .filter(record -> record.offset() >= offset)
                    .forEach(record -> schedulePollTask(() -> {
                        now = now.plus(passesWithEachPoll);
                        addRecord(record);
                    }));
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                Map<TopicPartition, Long> times, Duration timeout) {
            Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
            times.forEach((partition, time) -> found.put(
                    partition,
                    log.getOrDefault(partition, List.of()).stream()
                            .filter(record -> record.timestamp() >= time)
                            .findFirst()
                            .map(record -> new OffsetAndTimestamp(record.offset(), record.timestamp()))
                            .orElse(null)));
            return found;
        }
    };

    private final LetterBox box = new LetterBox(consumer, () -> now, (read, _) -> progress.add(read));

    @BeforeEach
    void noTopicHasAnythingInIt() {
        for (TopicPartition partition : List.of(LETTERS, REPLAYS, RESULTS)) {
            consumer.updatePartitions(
                    partition.topic(),
                    List.of(new PartitionInfo(
                            partition.topic(), partition.partition(), Node.noNode(), new Node[0], new Node[0])));
            holds(partition, List.of());
        }
    }

    private void holds(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        log.put(partition, records);
        consumer.updateBeginningOffsets(
                Map.of(partition, records.isEmpty() ? 0L : records.getFirst().offset()));
        consumer.updateEndOffsets(
                Map.of(partition, records.isEmpty() ? 0L : records.getLast().offset() + 1));
    }

    private static List<ConsumerRecord<byte[], byte[]>> letters(int... offsets) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int offset : offsets) {
            records.add(Letters.readable(offset).record());
        }
        return records;
    }

    private List<Long> scanned(Instant since, long depth) {
        List<Long> offsets = new ArrayList<>();
        box.scan(since, depth, letter -> offsets.add(letter.id().offset()));
        return offsets;
    }

    @Test
    void readsAllLettersOverTheGapsOfTheirOffsets() {
        holds(LETTERS, letters(3, 4, 7));
        assertThat(scanned(Instant.EPOCH, 1000)).containsExactly(3L, 4L, 7L);
        assertThat(box.scan(Instant.EPOCH, 1000, _ -> true)).isFalse();
    }

    @Test
    void readsNoFurtherBackThanItMayAndSaysSo() {
        holds(LETTERS, letters(3, 4, 5, 6));
        assertThat(scanned(Instant.EPOCH, 2)).containsExactly(5L, 6L);
        assertThat(box.scan(Instant.EPOCH, 2, _ -> true)).isTrue();
    }

    @Test
    void readsNothingThatIsOlderThanWanted() {
        holds(LETTERS, letters(3, 4));
        assertThat(scanned(Letters.NOW.minus(Duration.ofHours(1)), 1000)).containsExactly(3L, 4L);
        assertThat(scanned(Letters.NOW, 1000)).isEmpty();
    }

    @Test
    void endsWhenEnoughWasSeen() {
        holds(LETTERS, letters(3, 4, 5));
        List<Long> offsets = new ArrayList<>();
        box.scan(Instant.EPOCH, 1000, letter -> {
            offsets.add(letter.id().offset());
            return offsets.size() < 2;
        });
        assertThat(offsets).containsExactly(3L, 4L);
    }

    @Test
    void findsOneLetter() {
        holds(LETTERS, letters(3, 4, 7));
        assertThat(box.letter(new LetterId(1, 4)).id()).isEqualTo(new LetterId(1, 4));
    }

    @Test
    void saysWhereThereIsNone() {
        holds(LETTERS, letters(3, 7));
        for (String id : List.of("1@4", "1@8", "9@3")) {
            assertThatThrownBy(() -> box.letter(LetterId.of(id)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("There is no dead letter " + id);
        }
        assertThatThrownBy(() -> LetterId.of("3-4")).isInstanceOf(UserError.class);
    }

    @Test
    void knowsWhatWasReplayed() {
        Letter letter = Letters.readable(3);
        holds(REPLAYS, List.of(Letters.marker(letter, 77)));
        assertThat(box.replays().of(letter.place().orElseThrow()))
                .contains(new Replays.Replay(Letters.NOW, new LetterId(1, 3), 77));
        assertThat(box.replays().of(new Place(Topics.REQUESTS, 3, 1))).isEmpty();
    }

    @Test
    void knowsWhichRequestsHaveResults() {
        ConsumerRecord<byte[], byte[]> result =
                new ConsumerRecord<>(Topics.RESULTS, 0, 0, Letters.bytes("r1"), Letters.bytes("x"));
        holds(RESULTS, List.of(result));
        assertThat(box.haveResults(Set.of("r1", "r2"))).containsExactly("r1");
    }

    @Test
    void readsNoResultsOfOtherPartitionsThanTheirs() {
        TopicPartition other = new TopicPartition(Topics.RESULTS, 1);
        consumer.updatePartitions(
                Topics.RESULTS,
                Stream.of(RESULTS, other)
                        .map(each -> new PartitionInfo(
                                each.topic(), each.partition(), Node.noNode(), new Node[0], new Node[0]))
                        .toList());
        String here = ofPartition(0);
        holds(RESULTS, List.of(new ConsumerRecord<>(Topics.RESULTS, 0, 0, Letters.bytes(here), Letters.bytes("x"))));
        holds(other, List.of());

        assertThat(box.haveResults(Set.of(here))).containsExactly(here);
        assertThat(consumer.assignment()).containsExactly(RESULTS);
        assertThat(box.haveResults(Set.of(ofPartition(1)))).isEmpty();
        assertThat(consumer.assignment()).containsExactly(other);
    }

    /** An id that a producer writes there, where there are two. */
    private static String ofPartition(int partition) {
        return IntStream.range(0, 100)
                .mapToObj(i -> "r" + i)
                .filter(id -> Utils.toPositive(Utils.murmur2(Letters.bytes(id))) % 2 == partition)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsHowFarALongReadingIs() {
        holds(LETTERS, letters(1, 2, 3, 4));
        passesWithEachPoll = Duration.ofSeconds(1);
        scanned(Instant.EPOCH, 1000);
        assertThat(progress).containsExactly(2L, 4L);
    }

    @Test
    void namesTheTopicThatIsMissing() {
        consumer.updatePartitions(Topics.REPLAYS, List.of());
        assertThatThrownBy(box::replays)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no topic tidings.replays")
                .hasMessageContaining("./tidings topics --apply");
    }
}
