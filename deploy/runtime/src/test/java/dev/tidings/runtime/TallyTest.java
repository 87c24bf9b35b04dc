package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final int MANY = 2 * Tally.ENTRIES_PER_STEP + 10;

    private final KeyValueStore<String, byte[]> store = store();
    private final Tallies<String> tallies = new Tallies<>(Comparator.<String>naturalOrder(), value -> value[0]);

    private static KeyValueStore<String, byte[]> store() {
        KeyValueStore<String, byte[]> made = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("things"), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        made.init(new MockProcessorContext<>().getStateStoreContext(), made);
        return made;
    }

    private static String key(int number) {
        return "k%07d".formatted(number);
    }

    private void put(int number, int weight) {
        store.put(key(number), new byte[] {(byte) weight});
    }

    @Test
    void countsWhatIsThereInSteps() {
        for (int i = 0; i < MANY; i++) {
            put(i, 1);
        }
        Tally<String> tally = tallies.open(store);
        assertThat(tallies.sum()).isEqualTo(Tally.ENTRIES_PER_STEP);

        tally.step();
        tally.step();
        assertThat(tallies.sum()).isEqualTo(MANY);
        tally.step();
        assertThat(tallies.sum()).isEqualTo(MANY);
    }

    @Test
    void countsAChangeOnceWhereverTheStepsHaveCome() {
        for (int i = 0; i < MANY; i++) {
            put(i, 1);
        }
        Tally<String> tally = tallies.open(store);

        put(5, 4);
        tally.changed(key(5), 3);
        put(MANY - 5, 4);
        tally.changed(key(MANY - 5), 3);
        store.delete(key(Tally.ENTRIES_PER_STEP));
        tally.changed(key(Tally.ENTRIES_PER_STEP), -1);

        tally.step();
        tally.step();
        assertThat(tallies.sum()).isEqualTo(MANY + 5);
    }

    @Test
    void sumsOverTheStoresThatAreOpen() {
        put(1, 2);
        Tally<String> one = tallies.open(store);
        Tally<String> other = tallies.open(store());
        put(2, 3);
        one.changed(key(2), 3);
        other.changed(key(1), 1);
        assertThat(tallies.sum()).isEqualTo(6);

        one.close();
        assertThat(tallies.sum()).isEqualTo(1);
    }
}
