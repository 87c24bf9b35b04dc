package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** RocksDB's own words where the kernel says that no space is left: Linux has a device on which it always says so. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
    private static final Path FULL = Path.of("/dev/full");
    /** RocksDB numbers its files; more than it makes here. */
    private static final int FILES = 100;

    @TempDir
    private Path stateDir;

    private KeyValueStore<byte[], byte[]> store;

    @BeforeEach
    void open() {
        store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore("store"), Serdes.ByteArray(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>(
                Samples.kafka(stateDir).streams("tidings-test", Samples.pace()), new TaskId(0, 0), stateDir.toFile());
        store.init(context.getStateStoreContext(), store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aStoreThatCannotBeWrittenWaitsForRoom() throws IOException {
        fillUp(stateDir.resolve("rocksdb").resolve("store"));
        store.put(new byte[] {1}, new byte[1_000]);

        Throwable failure = catchThrowable(store::flush);

        assertThat(failure).isNotNull();
        assertThat(StreamsFailure.of(failure)).isEqualTo(StreamsFailure.NO_ROOM);
    }

    /** Whatever it makes next for its entries. */
    private static void fillUp(Path database) throws IOException {
        for (int number = 1; number <= FILES; number++) {
            Path next = database.resolve(String.format(Locale.ROOT, "%06d.sst", number));
            if (Files.notExists(next)) {
                Files.createSymbolicLink(next, FULL);
            }
        }
    }
}
