package dev.tidings.dispatcher.receipt;

import static dev.tidings.dispatcher.receipt.ReceiptStateTest.correlation;
import static dev.tidings.dispatcher.receipt.ReceiptStateTest.receipt;
import static dev.tidings.dispatcher.receipt.ReceiptStateTest.uncertain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.Event;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.runtime.PromptCommit;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others wait for is committed soon, and what is only stored with the next commit: each one costs the broker. */
class ReceiptCommitTest {
    private final Codec codec = Codec.singleObject();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final ReceiptProcessor processor = new ReceiptProcessor(
            codec,
            PromptCommit.pace(),
            () -> ReceiptStateTest.NOW,
            new DeadLetters(meters),
            new ReceiptMetrics(meters),
            Tracing.OFF);

    @BeforeEach
    void start() {
        var store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(ReceiptTopology.STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.setRecordMetadata(Topics.RECEIPTS, 0, 0);
        processor.init(context);
    }

    @AfterEach
    void stop() {
        processor.close();
    }

    private void process(Event event) {
        RecordHeaders headers =
                new RecordHeaders(EventHeaders.of("id", Codec.type(event), "/test", ReceiptStateTest.NOW)
                        .toArray());
        processor.process(
                new Record<>("key".getBytes(StandardCharsets.UTF_8), codec.encode(Topics.RECEIPTS, event), 0, headers));
    }

    @Test
    void asksForACommitWhereAResultIsPublished() {
        process(correlation(1));
        assertThat(context.committed()).isFalse();

        process(receipt(ReceiptKind.DELIVERED));

        assertThat(context.committed()).isTrue();
    }

    @Test
    void asksForACommitWhereHoldIsTold() {
        process(uncertain(1));
        assertThat(context.committed()).isFalse();

        process(receipt(ReceiptKind.ACCEPTED));

        assertThat(context.committed()).isTrue();
    }
}
