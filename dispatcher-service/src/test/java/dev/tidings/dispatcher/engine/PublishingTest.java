package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.catalog.MapCatalog;
import dev.tidings.codec.Codec;
import dev.tidings.dispatcher.dispatch.Outgoing;
import dev.tidings.dispatcher.publish.Publisher;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublishingTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final RefusingProducer producer = new RefusingProducer();
    private final Publishing publishing = new Publishing(
            new Publisher(producer, producer, Codec.singleObject(), Tracing.OFF),
            new JournalEnds(),
            new DispatchMetrics(new SimpleMeterRegistry(), MapCatalog.of()),
            pauses::add);

    private static Outgoing event(String key) {
        return new Outgoing(Lane.HIGH.topic(), key, "id-" + key, NOW, task(key).make());
    }

    @Test
    void repeatsOnlyWhatWasNotTaken() {
        producer.refusals = 1;
        assertThat(publishing.all(List.of(event("a"), event("b")), 0, () -> true))
                .isTrue();
        assertThat(asked).containsExactly("a", "b", "a");
    }

    @Test
    void waitsForLongerFromTryToTryAndForTwoSecondsAtMost() {
        producer.refusals = 7;
        assertThat(publishing.all(List.of(event("a")), 0, () -> true)).isTrue();
        assertThat(pauses)
                .extracting(Duration::toMillis)
                .containsExactly(100L, 200L, 400L, 800L, 1_600L, 2_000L, 2_000L);
    }

    /** Refuses the first ones, and takes the others at once. */
    private final class RefusingProducer extends MockProducer<byte[], byte[]> {
        int refusals;

        RefusingProducer() {
            super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> ready, @Nullable Callback callback) {
            asked.add(new String(ready.key(), StandardCharsets.UTF_8));
            var answer = super.send(ready, callback);
            if (refusals > 0) {
                refusals--;
                errorNext(new TimeoutException("no broker"));
            } else {
                completeNext();
            }
            return answer;
        }
    }
}
