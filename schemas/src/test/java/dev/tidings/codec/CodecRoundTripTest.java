package dev.tidings.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Event;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecRoundTripTest {
    private static final long SEED = 20261123;

    private final Codec singleObject = Codec.singleObject();
    private final Codec confluent = Codec.withRegistry(new MapRegistry());

    static Stream<Class<? extends Event>> types() {
        return RandomEvents.types().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsBackWhatItWroteInBothFormats(Class<? extends Event> type) {
        for (RandomEvents.Fill fill : RandomEvents.Fill.values()) {
            RandomEvents events = new RandomEvents(new Random(SEED), fill);
            for (int i = 0; i < 50; i++) {
                Event event = events.event(type);
                roundTrip(singleObject, event);
                roundTrip(confluent, event);
            }
        }
    }

    @Test
    void theCodecWithARegistryAlsoReadsSingleObjectEncoding() {
        Event event = new RandomEvents(new Random(SEED), RandomEvents.Fill.FULL)
                .event(types().findFirst().orElseThrow());
        assertThat(confluent.decode(new RecordHeaders(), singleObject.encode("topic", event)))
                .isEqualTo(new Decoded.Known(event));
    }

    private static void roundTrip(Codec codec, Event event) {
        RecordHeaders headers = new RecordHeaders();
        byte[] bytes = codec.encode("topic", event);
        assertThat(codec.decode(headers, bytes))
                .as("without ce_type, seed %d", SEED)
                .isEqualTo(new Decoded.Known(event));
        headers.add(EventHeaders.TYPE, Codec.type(event).getBytes(StandardCharsets.UTF_8));
        assertThat(codec.decode(headers, bytes))
                .as("with ce_type, seed %d", SEED)
                .isEqualTo(new Decoded.Known(event));
    }
}
