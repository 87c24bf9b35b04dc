package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateVersionTest {
    private final StateVersion<String> version = new StateVersion<>("the state", "version", 2);
    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("store"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    @Test
    void marksANewStoreAndKnowsItAgain() {
        version.check(store);
        store.put("a", new byte[] {7});

        assertThatCode(() -> version.check(store)).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatSaysNoVersion() {
        store.put("a", new byte[] {7});

        assertThatThrownBy(() -> version.check(store))
                .isInstanceOf(StateVersionException.class)
                .hasMessageStartingWith("the state is of version 0, and this service reads version 2:");
    }

    @Test
    void knowsAMarkWithoutItsStore() {
        assertThatCode(() -> version.check(new byte[] {2})).doesNotThrowAnyException();
        assertThatThrownBy(() -> version.check(new byte[] {1}))
                .isInstanceOf(StateVersionException.class)
                .hasMessageContaining("is of version 1");
    }

    @Test
    void refusesWhatAnotherVersionWrote() {
        new StateVersion<>("the state", "version", 3).check(store);

        assertThatThrownBy(() -> version.check(store))
                .isInstanceOf(StateVersionException.class)
                .hasMessageContaining("is of version 3");
    }
}
