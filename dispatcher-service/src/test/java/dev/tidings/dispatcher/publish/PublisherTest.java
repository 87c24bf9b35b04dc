package dev.tidings.dispatcher.publish;

import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import dev.tidings.codec.SchemaRegistry;
import dev.tidings.codec.SchemaRegistryUnavailableException;
import dev.tidings.dispatcher.dispatch.Outgoing;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Topics;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private static SchemaRegistry deadRegistry() {
        return (SchemaRegistry) Proxy.newProxyInstance(
                SchemaRegistry.class.getClassLoader(), new Class<?>[] {SchemaRegistry.class}, (_, _, _) -> {
                    throw new SchemaRegistryUnavailableException("no answer", new IOException());
                });
    }

    @Test
    void saysThatItFailedAlsoWhereTheRegistryDoesNotAnswer() {
        Publisher publisher = new Publisher(
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()),
                Codec.withRegistry(deadRegistry()),
                Tracing.OFF);
        Outgoing event = new Outgoing(
                Topics.HOLDS,
                "key",
                "id",
                NOW,
                task("a").validFor(Duration.ofHours(1)).make());
        assertThat(publisher.publish(event)).isCompletedExceptionally();
    }
}
