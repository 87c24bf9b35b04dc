package dev.tidings.dispatcher.receipt;

import dev.tidings.runtime.BoundedStores;
import dev.tidings.runtime.KafkaSettings;
import dev.tidings.topics.Topics;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** tidings.receipts into tidings.results, and into tidings.holds where a receipt ends a doubt, by way of one store. */
final class ReceiptTopology {
    static final String APPLICATION = "tidings-receipts";
    static final String STORE = "receipts";
    static final String CHANGELOG = APPLICATION + "-" + STORE + "-changelog";
    static final String RESULTS = "results";
    static final String HOLDS = "holds";
    static final String DEAD_LETTERS = "dead-letters";
    private static final String SOURCE = "source";
    private static final String MATCH = "match";

    private ReceiptTopology() {}

    static Topology of(Supplier<ReceiptProcessor> processors) {
        return new Topology()
                .addSource(ReceiptTopology::timestamp, SOURCE, Topics.RECEIPTS)
                .addProcessor(MATCH, processors::get, SOURCE)
                .addStateStore(store(), MATCH)
                .addSink(RESULTS, Topics.RESULTS, MATCH)
                .addSink(HOLDS, Topics.HOLDS, MATCH)
                .addSink(DEAD_LETTERS, Topics.DEAD_LETTERS, MATCH);
    }

    /** A record without a valid time must not stop its partition, as the default would. */
    static long timestamp(ConsumerRecord<Object, Object> found, long partitionTime) {
        return Math.max(0, found.timestamp());
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store() {
        return Stores.keyValueStoreBuilder(BoundedStores.named(STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(KafkaSettings.changelog());
    }
}
