package dev.tidings.dispatcher.publish;

import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.codec.SchemaRegistry;
import dev.tidings.codec.SchemaRegistryUnavailableException;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.Event;
import dev.tidings.contract.SendTask;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.dispatch.Backoff;
import dev.tidings.dispatcher.dispatch.Outgoing;
import dev.tidings.dispatcher.dispatch.Plans;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Topics;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private static final SendTask TASK = task("a").validFor(Duration.ofHours(1)).make();

    private static final Plans PLANS = new Plans(
            new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)), Duration.ZERO, _ -> new SplittableRandom(1));

    private final MockProducer<byte[], byte[]> prompt = producer();
    private final MockProducer<byte[], byte[]> gathering = producer();

    private static SchemaRegistry deadRegistry() {
        return (SchemaRegistry) Proxy.newProxyInstance(
                SchemaRegistry.class.getClassLoader(), new Class<?>[] {SchemaRegistry.class}, (_, _, _) -> {
                    throw new SchemaRegistryUnavailableException("no answer", new IOException());
                });
    }

    @Test
    void saysThatItFailedAlsoWhereTheRegistryDoesNotAnswer() {
        Publisher publisher = new Publisher(prompt, gathering, Codec.withRegistry(deadRegistry()), Tracing.OFF);
        assertThat(publisher.publish(event(Topics.HOLDS, TASK))).isCompletedExceptionally();
    }

    @Test
    void onlyWhatACallWaitsForDoesNotGather() {
        Publisher publisher = new Publisher(prompt, gathering, Codec.singleObject(), Tracing.OFF);
        Event started = new AttemptStarted("a", 1, 1, NOW, NOW, NOW.plusSeconds(16));
        Event finished = PLANS.finished(TASK, new Outcome.Accepted("wamid"), NOW);

        var _ = publisher.publish(event(Topics.ATTEMPTS, started), 3);
        var _ = publisher.publish(event(Topics.ATTEMPTS, finished), 3);
        var _ = publisher.publish(event(Topics.HOLDS, TASK));
        var _ = publisher.send(new ProducerRecord<>(Topics.DEAD_LETTERS, new byte[0], new byte[0]));

        assertThat(prompt.history()).singleElement().satisfies(sent -> {
            assertThat(sent.partition()).isEqualTo(3);
            assertThat(Codec.singleObject().decode(sent.headers(), sent.value()))
                    .isEqualTo(new Decoded.Known(started));
        });
        assertThat(gathering.history())
                .extracting(ProducerRecord::topic)
                .containsExactly(Topics.ATTEMPTS, Topics.HOLDS, Topics.DEAD_LETTERS);
    }

    private static Outgoing event(String topic, Event event) {
        return new Outgoing(topic, "key", "id", NOW, event);
    }

    private static MockProducer<byte[], byte[]> producer() {
        return new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
