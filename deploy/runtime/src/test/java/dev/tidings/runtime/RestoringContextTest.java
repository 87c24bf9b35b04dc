package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestoringContextTest {
    private final List<List<KeyValue<Bytes, byte[]>>> slices = new ArrayList<>();
    private final KeptRestore kept = new KeptRestore(new MockProcessorContext<>().getStateStoreContext());

    @BeforeEach
    void open() {
        KeyValueStore<Bytes, byte[]> store =
                Stores.inMemoryKeyValueStore("store").get();
        store.init(new RestoringContext(kept.context(), slices::add), store);
    }

    private static KeyValue<byte[], byte[]> logged(int key, int bytes) {
        return KeyValue.pair(new byte[] {(byte) key}, new byte[bytes - 1]);
    }

    private List<Integer> sizes() {
        return slices.stream().map(List::size).toList();
    }

    private List<Integer> keys() {
        return slices.stream()
                .flatMap(List::stream)
                .map(entry -> (int) entry.key.get()[0])
                .toList();
    }

    @Test
    void cutsWhatAPollHasBroughtIntoSlicesInItsOrder() {
        List<KeyValue<byte[], byte[]>> poll = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            poll.add(logged(i, 16 * 1024));
        }

        kept.restore(poll);

        assertThat(sizes()).containsExactly(4, 4, 1);
        assertThat(keys()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void aRecordThatIsLargerThanASliceEndsOne() {
        kept.restore(List.of(logged(0, 10), logged(1, 1_000_000), logged(2, 10)));

        assertThat(sizes()).containsExactly(2, 1);
    }

    @Test
    @SuppressWarnings("NullAway") // a null value deletes
    void handsOnWhatWasDeleted() {
        kept.restore(List.of(KeyValue.pair(new byte[] {7}, null)));

        assertThat(slices).containsExactly(List.of(KeyValue.pair(Bytes.wrap(new byte[] {7}), null)));
    }

    @Test
    void handsOnNothingWhereNothingCame() {
        kept.restore(List.of());

        assertThat(slices).isEmpty();
    }
}
