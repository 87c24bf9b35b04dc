package dev.tidings.dispatcher.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.Correlation;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Event;
import dev.tidings.contract.Receipt;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.contract.Status;
import dev.tidings.dispatcher.dispatch.ReceiptKey;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.runtime.PromptCommit;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** A hundred thousand receipts, in any order, many of them twice, and most before the message that they are about is known. */
class ShuffledReceiptsTest {
    private static final long SEED = 20_261_126;
    private static final int RECEIPTS = 100_000;
    private static final Instant NOW = ReceiptStateTest.NOW;

    private final Codec codec = Codec.singleObject();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final ReceiptProcessor processor = new ReceiptProcessor(
            codec, PromptCommit.pace(), () -> NOW, new DeadLetters(meters), new ReceiptMetrics(meters), Tracing.OFF);
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Status> expected = new HashMap<>();
    private final Random random = new Random(SEED);

    private static Correlation correlation(String id) {
        return new Correlation(
                id,
                "acme",
                null,
                1,
                1,
                NOW,
                "whatsapp",
                "shop",
                id + "/1",
                "wamid." + id,
                false,
                NOW,
                NOW,
                null,
                Map.of(),
                null);
    }

    private static Receipt receipt(String id, ReceiptKind kind) {
        return new Receipt("whatsapp", "shop", id + "/1", "wamid." + id, kind, null, null, NOW, NOW);
    }

    /** Adds what is reported of one request; returns how many receipts that is. */
    private int add(String id) {
        List<ReceiptKind> kinds = switch (random.nextInt(4)) {
            case 0 -> List.of(ReceiptKind.ACCEPTED, ReceiptKind.DELIVERED);
            case 1 -> List.of(ReceiptKind.ACCEPTED, ReceiptKind.DELIVERED, ReceiptKind.READ);
            case 2 -> List.of(ReceiptKind.READ);
            default -> List.of(ReceiptKind.ACCEPTED, ReceiptKind.UNDELIVERED);
        };
        expected.put(id, Status.valueOf(kinds.getLast().name()));
        events.add(correlation(id));
        int count = 0;
        for (ReceiptKind kind : kinds) {
            for (int times = 1 + random.nextInt(2); times > 0; times--) {
                events.add(receipt(id, kind));
                count++;
            }
        }
        return count;
    }

    private void process(Event event) {
        RecordHeaders headers = new RecordHeaders(
                EventHeaders.of("id", Codec.type(event), "/test", NOW).toArray());
        String key =
                event instanceof Correlation correlation ? ReceiptKey.of(correlation) : ReceiptKey.of((Receipt) event);
        processor.process(
                new Record<>(key.getBytes(StandardCharsets.UTF_8), codec.encode(Topics.RECEIPTS, event), 0, headers));
    }

    @Test
    void everyRequestEndsWithItsLastStatusAndSaysEachOnce() {
        for (int receipts = 0, i = 0; receipts < RECEIPTS; i++) {
            receipts += add("r" + i);
        }
        Collections.shuffle(events, random);
        var store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(ReceiptTopology.STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.setRecordMetadata(Topics.RECEIPTS, 0, 0);
        processor.init(context);

        events.forEach(this::process);

        Map<String, Status> last = new HashMap<>();
        List<String> said = new ArrayList<>();
        for (var forwarded : context.forwarded()) {
            var record = forwarded.record();
            if (codec.decode(record.headers(), record.value()) instanceof Decoded.Known(DeliveryResult result)) {
                said.add(result.eventId());
                last.put(result.requestId(), result.status());
            }
        }
        assertThat(last).as("seed %d", SEED).isEqualTo(expected);
        assertThat(said).as("seed %d", SEED).doesNotHaveDuplicates();
        processor.close();
    }
}
