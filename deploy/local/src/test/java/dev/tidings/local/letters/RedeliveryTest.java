package dev.tidings.local.letters;

import static dev.tidings.local.letters.Letters.bytes;
import static dev.tidings.local.letters.Letters.readable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.codec.DeadLetterHeaders;
import dev.tidings.codec.EventHeaders;
import dev.tidings.local.settings.UserError;
import dev.tidings.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RedeliveryTest {
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Redelivery redelivery = new Redelivery(producer);
    private final List<LetterId> told = new ArrayList<>();

    @Test
    void putsTheRecordBackAsItWasWithTheNameOfItsLetter() {
        Letter letter = readable(1);

        redelivery.replay(List.of(letter), (each, _) -> told.add(each.id()));

        ProducerRecord<byte[], byte[]> back = producer.history().getFirst();
        assertThat(back.topic()).isEqualTo(Topics.REQUESTS);
        assertThat(back.partition()).isEqualTo(3);
        assertThat(back.key()).isEqualTo(letter.record().key());
        assertThat(back.value()).isEqualTo(letter.record().value());
        assertThat(back.timestamp()).isNull();
        assertThat(back.headers().toArray()).startsWith(letter.headers().toArray());
        assertThat(back.headers().toArray()).hasSize(letter.headers().toArray().length + 2);
        assertThat(EventHeaders.text(back.headers(), DeadLetterHeaders.REPLAY_OF))
                .isEqualTo("1@1");
        assertThat(EventHeaders.text(back.headers(), DeadLetterHeaders.REPLAYS)).isEqualTo("1");
        assertThat(back.headers().lastHeader(DeadLetterHeaders.CAUSE)).isNull();
        assertThat(told).containsExactly(letter.id());
    }

    @Test
    void countsHowOftenARecordWasReplayed() {
        Letter again = readable(1);
        again.record()
                .headers()
                .add(DeadLetterHeaders.REPLAY_OF, bytes("0@9"))
                .add(DeadLetterHeaders.REPLAYS, bytes("4"));
        redelivery.replay(List.of(again), (_, _) -> {});
        ProducerRecord<byte[], byte[]> back = producer.history().getFirst();
        assertThat(EventHeaders.text(back.headers(), DeadLetterHeaders.REPLAYS)).isEqualTo("5");
        assertThat(back.headers().headers(DeadLetterHeaders.REPLAY_OF)).hasSize(1);
        assertThat(EventHeaders.text(back.headers(), DeadLetterHeaders.REPLAY_OF))
                .isEqualTo("1@1");
    }

    @Test
    void writesAMarkerInTheSameTransaction() {
        Letter letter = readable(1);
        redelivery.replay(List.of(letter), (_, offset) -> {
            assertThat(producer.commitCount()).isEqualTo(1);
            assertThat(offset).isZero();
        });
        ProducerRecord<byte[], byte[]> marker = producer.history().get(1);
        assertThat(marker.topic()).isEqualTo(Topics.REPLAYS);
        assertThat(marker.key()).isEqualTo(bytes("tidings.requests-3@501"));
        assertThat(marker.value()).isEmpty();
    }

    @Test
    void keepsTransactionsShort() {
        List<Letter> many = IntStream.range(0, 2 * Redelivery.BATCH + 1)
                .mapToObj(Letters::readable)
                .toList();
        redelivery.replay(many, (each, _) -> told.add(each.id()));
        assertThat(producer.commitCount()).isEqualTo(3);
        assertThat(told).containsExactlyElementsOf(many.stream().map(Letter::id).toList());
    }

    @Test
    void oneThatAnotherTookOverFromTellsOfNothingThatItDidNotDo() {
        producer.fenceProducer();
        assertThatThrownBy(() -> redelivery.replay(List.of(readable(1)), (each, _) -> told.add(each.id())))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("another replay");
        assertThat(told).isEmpty();
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void tellsOnlyOfWhatIsCommitted() {
        producer.commitTransactionException = new KafkaException("broken");
        assertThatThrownBy(() -> redelivery.replay(List.of(readable(1)), (each, _) -> told.add(each.id())))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Ask again");
        assertThat(told).isEmpty();
    }
}
