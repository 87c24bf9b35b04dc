package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a store's writer waits for it, and whether it counts among those that share the memory. */
class BoundedStoreWaitTest {
    private static final long MEGABYTE = 1024 * 1024;

    /** With its key and what an entry costs beside it. */
    private static final int ENTRY = 16 * 1024;

    /** So many are a quarter of a megabyte. */
    private static final int LEAST = 16;

    @TempDir
    private Path stateDir;

    private final Told memory = new Told();
    private final BoundedStore store = new BoundedStore(counted());
    private KeptRestore kept;
    private int waits;
    private int found;
    private boolean breaks;
    private long next;

    /** Is as tight as it is told. */
    private static final class Told extends StoreMemory {
        private boolean tight = true;

        Told() {
            super(1);
        }

        @Override
        synchronized boolean isTight() {
            return tight;
        }
    }

    /** In memory, counts how often it was waited for. */
    @SuppressWarnings("unchecked")
    private KeyValueStore<Bytes, byte[]> counted() {
        KeyValueStore<Bytes, byte[]> inner =
                Stores.inMemoryKeyValueStore("store").get();
        return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                BoundedStoreWaitTest.class.getClassLoader(),
                new Class<?>[] {KeyValueStore.class},
                (_, method, args) -> {
                    if (method.getName().equals("flush")) {
                        waits++;
                        found = (int) inner.approximateNumEntries();
                    }
                    if (method.getName().equals("close") && breaks) {
                        throw new IllegalStateException("does not close");
                    }
                    try {
                        return method.invoke(inner, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @BeforeEach
    void open() {
        Properties settings = new Properties();
        settings.put(StoreMemory.SETTING, memory);
        kept = new KeptRestore(context(settings).getStateStoreContext());
        store.init(kept.context(), store);
    }

    private MockProcessorContext<Void, Void> context(Properties settings) {
        return new MockProcessorContext<>(settings, new TaskId(0, 0), stateDir.toFile());
    }

    private KeyValue<Bytes, byte[]> entry() {
        byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(next++).array();
        return KeyValue.pair(Bytes.wrap(key), new byte[ENTRY - Long.BYTES - 64]);
    }

    private void put(int entries) {
        for (int i = 0; i < entries; i++) {
            KeyValue<Bytes, byte[]> entry = entry();
            store.put(entry.key, entry.value);
        }
    }

    @Test
    void isWaitedForOnceItHasAQuarterOfAMegabyte() {
        put(LEAST - 1);
        assertThat(waits).isZero();
        put(1);
        assertThat(waits).isEqualTo(1);

        put(LEAST - 1);
        assertThat(waits).isEqualTo(1);
        put(1);
        assertThat(waits).isEqualTo(2);
    }

    @Test
    void isNotWaitedForWhereThereIsRoom() {
        memory.tight = false;
        put(10 * LEAST);
        assertThat(waits).isZero();

        memory.tight = true;
        put(1);

        assertThat(waits).isEqualTo(1);
    }

    @Test
    void whatAnotherHasWaitedForIsNotWaitedForAgain() {
        put(LEAST - 1);
        store.flush();
        put(LEAST - 1);

        assertThat(waits).isEqualTo(1);
    }

    @Test
    void whatIsPutAtOnceIsWaitedForAtOnce() {
        List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
        for (int i = 0; i < 4 * LEAST; i++) {
            entries.add(entry());
        }

        store.putAll(entries);

        assertThat(waits).isEqualTo(1);
        assertThat(found).isEqualTo(4 * LEAST);
    }

    @Test
    void whatIsRestoredIsWaitedForInBetween() {
        List<KeyValue<byte[], byte[]>> logged = new ArrayList<>();
        for (int i = 0; i < 8 * LEAST; i++) {
            KeyValue<Bytes, byte[]> entry = entry();
            logged.add(KeyValue.pair(entry.key.get(), entry.value));
        }

        kept.restore(logged);

        assertThat(waits).isBetween(4, 8);
    }

    @Test
    void whatIsDeletedAndWhatWasNotThereCountToo() {
        for (int i = 0; i < 4_096; i++) {
            store.delete(entry().key);
        }
        assertThat(waits).isEqualTo(1);

        for (int i = 0; i < LEAST; i++) {
            KeyValue<Bytes, byte[]> entry = entry();
            store.putIfAbsent(entry.key, entry.value);
            store.putIfAbsent(entry.key, entry.value);
        }
        assertThat(waits).isEqualTo(2);
    }

    @Test
    void isNotOpenedWithoutMemoryToShare() {
        assertThatNullPointerException()
                .isThrownBy(() -> {
                    BoundedStore other = new BoundedStore(counted());
                    other.init(context(new Properties()).getStateStoreContext(), other);
                })
                .withMessage("tidings.store.memory");
        assertThat(memory.limit()).isEqualTo(MEGABYTE);
    }

    @Test
    void countsNoMoreOnceItWasClosedThoughThatFailed() {
        assertThat(memory.limit()).isEqualTo(MEGABYTE);
        breaks = true;

        assertThatIllegalStateException().isThrownBy(store::close);

        assertThat(memory.limit()).isEqualTo(1);
    }

    @Test
    void oneThatWasNeverOpenedDoesNotCountWhenItIsClosed() {
        new BoundedStore(counted()).close();

        assertThat(memory.limit()).isEqualTo(MEGABYTE);
    }

    @Test
    void countsOnceWhenItIsOpenedAgain() {
        store.close();
        assertThat(memory.limit()).isEqualTo(1);

        store.init(kept.context(), store);

        assertThat(memory.limit()).isEqualTo(MEGABYTE);
    }
}
