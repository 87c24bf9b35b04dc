package dev.tidings.scheduler.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.runtime.StateVersionException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldVersionTest {
    private final KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("hold"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    @Test
    void refusesWhatWasWrittenBeforeVersionsWere() {
        store.put(Family.CURSOR.start(), new byte[] {1});

        assertThatThrownBy(() -> HoldTopology.VERSION.check(store))
                .isInstanceOf(StateVersionException.class)
                .hasMessageStartingWith("the hold's state is of version 0, and this service reads version 6:");
    }

    @Test
    void refusesWhatAnOlderVersionWrote() {
        store.put(HoldTopology.VERSION.key(), new byte[] {5});

        assertThatThrownBy(() -> HoldTopology.VERSION.check(store))
                .isInstanceOf(StateVersionException.class)
                .hasMessageStartingWith("the hold's state is of version 5, and this service reads version 6:");
    }

    @Test
    void standsWhereNoFamilyDoes() {
        HoldTopology.VERSION.check(store);

        assertThat(Family.values()).noneMatch(family -> family.has(HoldTopology.VERSION.key()));
    }
}
