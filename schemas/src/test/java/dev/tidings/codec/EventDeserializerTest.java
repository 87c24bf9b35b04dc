package dev.tidings.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.CancelSend;
import dev.tidings.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class EventDeserializerTest {
    private static final CancelSend EVENT = new CancelSend("order-1", "acme", "orders", Map.of());
    private static final byte[] BYTES = Codec.singleObject().encode(Topics.REQUESTS, EVENT);

    private final EventDeserializer deserializer = new EventDeserializer();

    @Test
    void readsAnEventWithAndWithoutHeaders() {
        assertThat(deserializer.deserialize(
                        Topics.REQUESTS, EventHeaders.of("id", Codec.type(EVENT), "/orders", Instant.EPOCH), BYTES))
                .isEqualTo(new Decoded.Known(EVENT));
        assertThat(deserializer.deserialize(Topics.REQUESTS, BYTES)).isEqualTo(new Decoded.Known(EVENT));
    }

    @Test
    void whatCannotBeReadIsAValue() {
        assertThat(deserializer.deserialize(Topics.REQUESTS, "no event".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Decoded.Undecodable.class);
        assertThat(deserializer.deserialize(Topics.REQUESTS, null)).isInstanceOf(Decoded.Undecodable.class);
        assertThat(deserializer.deserialize(
                        Topics.REQUESTS,
                        EventHeaders.of("id", "dev.tidings.avro.Later", "/orders", Instant.EPOCH),
                        BYTES))
                .isEqualTo(new Decoded.UnknownType("dev.tidings.avro.Later"));
    }

    @Test
    void readsTheConfluentWireFormatWhereItsCodecDoes() {
        Codec codec = Codec.withRegistry(new MapRegistry());
        assertThat(new EventDeserializer(codec).deserialize(Topics.REQUESTS, codec.encode(Topics.REQUESTS, EVENT)))
                .isEqualTo(new Decoded.Known(EVENT));
    }

    @Test
    void isMadeByKafkaWhereSettingsNameIt() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, EventDeserializer.class);
        try (KafkaConsumer<byte[], Decoded> consumer = new KafkaConsumer<>(settings)) {
            assertThat(consumer.assignment()).isEmpty();
        }
    }
}
