package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

@ExtendWith(OutputCaptureExtension.class)
class BoundedStoreTest {
    private static final DataSize LIMIT = DataSize.ofMegabytes(16);
    private static final int STORES = 12;

    @TempDir
    private Path stateDir;

    private final List<BoundedStore> stores = new ArrayList<>();
    private final List<KeptRestore> restores = new ArrayList<>();

    /** Knows the most that was in use whenever a store's writer looked. */
    private static final class Watched extends StoreMemory {
        private long peak;

        Watched() {
            super(LIMIT.toBytes());
        }

        @Override
        synchronized boolean isTight() {
            peak = Math.max(peak, used());
            return super.isTight();
        }
    }

    private Watched open(int count) {
        Watched memory = new Watched();
        for (int partition = 0; partition < count; partition++) {
            Properties settings = Samples.kafka(stateDir).streams("tidings-test", Samples.pace());
            settings.put(StoreMemory.SETTING, memory);
            MockProcessorContext<Void, Void> context = new MockProcessorContext<>(
                    settings,
                    new TaskId(0, partition),
                    stateDir.resolve("" + partition).toFile());
            KeptRestore restore = new KeptRestore(context.getStateStoreContext());
            KeyValueStore<Bytes, byte[]> store = BoundedStores.named("store").get();
            store.init(restore.context(), store);
            stores.add((BoundedStore) store);
            restores.add(restore);
        }
        return memory;
    }

    @AfterEach
    void close() {
        stores.forEach(BoundedStore::close);
    }

    private static KeyValue<Bytes, byte[]> entry(SplittableRandom random, int most) {
        byte[] value = new byte[random.nextInt(most)];
        random.nextBytes(value);
        return KeyValue.pair(
                Bytes.wrap(ByteBuffer.allocate(Long.BYTES)
                        .putLong(random.nextLong())
                        .array()),
                value);
    }

    /** Three times the limit, faster than it can be written out, first with nothing in the cache, then with all of it in use. */
    @Test
    void staysWithinTheLimitHoweverFastManyStoresAreWritten() {
        Watched memory = open(STORES);
        SplittableRandom random = new SplittableRandom(3);
        List<Bytes> keys = write(random);
        keys.forEach(key -> assertThat(stores.get(home(key)).get(key)).isNotNull());
        assertThat(memory.used()).as("blocks").isGreaterThan(LIMIT.toBytes() / 4 * 3);

        write(random);

        assertThat(memory.peak).isLessThanOrEqualTo(LIMIT.toBytes());
        assertThat(memory.limit()).isEqualTo(LIMIT.toBytes());
    }

    private int home(Bytes key) {
        return Math.floorMod(key.hashCode(), stores.size());
    }

    /** Once and a half the limit; returns what was put. */
    private List<Bytes> write(SplittableRandom random) {
        List<Bytes> keys = new ArrayList<>();
        for (long put = 0; put < LIMIT.toBytes() / 2 * 3; ) {
            KeyValue<Bytes, byte[]> entry = entry(random, 16_000);
            stores.get(home(entry.key)).put(entry.key, entry.value);
            keys.add(entry.key);
            put += entry.value.length;
        }
        return keys;
    }

    @Test
    void whereTheLimitIsTooLittleItStaysWithinAMegabyteForEach() {
        Watched memory = open(2 * STORES);
        SplittableRandom random = new SplittableRandom(7);

        write(random);
        write(random);

        assertThat(memory.limit()).isEqualTo(DataSize.ofMegabytes(24).toBytes());
        assertThat(memory.peak).isLessThanOrEqualTo(memory.limit());
    }

    /** What is restored comes in large portions, of one store after the other. */
    @Test
    void staysWithinTheLimitWhileItRestores() {
        Watched memory = open(STORES);
        SplittableRandom random = new SplittableRandom(4);
        for (KeptRestore restore : restores.subList(0, 3)) {
            List<KeyValue<byte[], byte[]>> logged = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                byte[] value = new byte[16 * 1024];
                random.nextBytes(value);
                logged.add(KeyValue.pair(entry(random, 1).key.get(), value));
            }
            restore.restore(logged);
        }

        assertThat(memory.peak).isBetween(LIMIT.toBytes() / 4, LIMIT.toBytes());
    }

    @Test
    void allStoresTakeTheirMemoryOutOfOne() {
        StoreMemory memory = open(3);
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 3_000; i++) {
            KeyValue<Bytes, byte[]> entry = entry(random, 2_000);
            stores.get(i % 3).put(entry.key, entry.value);
        }

        assertThat(memory.used()).as("three times a megabyte").isGreaterThan(2_500_000);
    }

    @Test
    void hasWhatWasPut() {
        open(1);
        SplittableRandom random = new SplittableRandom(5);
        List<KeyValue<Bytes, byte[]>> all = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            all.add(entry(random, 6_000));
            stores.getFirst().put(all.getLast().key, all.getLast().value);
        }
        stores.getFirst().delete(all.getFirst().key);

        assertThat(stores.getFirst().get(all.getFirst().key)).isNull();
        assertThat(all.subList(1, all.size()))
                .allSatisfy(
                        entry -> assertThat(stores.getFirst().get(entry.key)).isEqualTo(entry.value));
    }

    @Test
    void aLimitThatIsTooLittleForItsStoresIsAMegabyteForEachAndToldOnce(CapturedOutput log) {
        StoreMemory memory = new StoreMemory(LIMIT.toBytes());
        for (int i = 0; i < 20; i++) {
            memory.opened();
        }
        assertThat(memory.limit()).isEqualTo(DataSize.ofMegabytes(20).toBytes());
        assertThat(log.getAll())
                .containsOnlyOnce(
                        "tidings.store-memory is 16 MB, too little for 17 stores or more: they are slow, and come to 1 MB for each");

        for (int i = 0; i < 4; i++) {
            memory.closed();
        }
        assertThat(memory.limit()).isEqualTo(LIMIT.toBytes());
    }

    @Test
    void aStoreIsCountedForAsLongAsItIsOpen() {
        StoreMemory memory = open(17);
        assertThat(memory.limit()).isEqualTo(DataSize.ofMegabytes(17).toBytes());

        stores.getFirst().close();
        stores.getFirst().close();

        assertThat(memory.limit()).isEqualTo(LIMIT.toBytes());
    }

    @Test
    void nothingIsUsedBeforeAStoreIsOpened() {
        StoreMemory memory = new StoreMemory(LIMIT.toBytes());

        assertThat(memory.used()).isZero();
        assertThat(memory.isTight()).isFalse();
    }
}
