package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedRocksDbTest {
    @Test
    void takesAStoresMemoryOutOfTheSharedCache(@TempDir Path stateDir) {
        KafkaSettings kafka = Samples.kafka(stateDir);
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore("store"), Serdes.ByteArray(), Serdes.ByteArray()));
        builder.<byte[], byte[]>stream("in").process(Forwarder::new, "store");
        Properties settings = kafka.streams("tidings-test", Samples.pace());
        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), settings)) {
            KeyValueStore<byte[], byte[]> store = driver.getKeyValueStore("store");
            for (byte key = 0; key < 8; key++) {
                store.put(new byte[] {key}, new byte[1_000_000]);
            }
            // Options of Kafka Streams' config setter can be ignored silently: seen by use, not by what was set.
            assertThat(kafka.storeMemory().used()).isGreaterThan(4_000_000);
        }
    }

    private static final class Forwarder
            implements org.apache.kafka.streams.processor.api.Processor<byte[], byte[], Void, Void> {
        @Override
        public void process(org.apache.kafka.streams.processor.api.Record<byte[], byte[]> message) {}
    }
}
