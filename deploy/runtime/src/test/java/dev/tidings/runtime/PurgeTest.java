package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PurgeTest {
    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("store"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private final Purge<String> purge = new Purge<>(store, 2, (_, end) -> end[0]);
    private final List<String> over = new ArrayList<>();

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    private void stored(String key, int end) {
        store.put(key, new byte[] {(byte) end});
    }

    private int step(int now) {
        return purge.step(Instant.ofEpochMilli(now), (key, _) -> {
            over.add(key);
            store.delete(key);
        });
    }

    @Test
    void looksAtABoundedNumberAndGoesOnWhereItStopped() {
        stored("a", 1);
        stored("b", 9);
        stored("c", 1);

        assertThat(step(5)).isZero();
        assertThat(over).containsExactly("a");
        assertThat(step(5)).isEqualTo(1);
        assertThat(over).containsExactly("a", "c");
    }

    @Test
    void restsUntilTheFirstIsOver() {
        stored("a", 7);
        step(5);
        stored("unknown to it", 1);

        step(6);
        assertThat(over).isEmpty();

        step(7);
        assertThat(over).containsExactlyInAnyOrder("a", "unknown to it");
    }

    @Test
    void isRousedByWhatEndsEarlier() {
        stored("a", 9);
        step(5);
        stored("b", 6);
        purge.stored(6);

        step(6);

        assertThat(over).containsExactly("b");
    }
}
