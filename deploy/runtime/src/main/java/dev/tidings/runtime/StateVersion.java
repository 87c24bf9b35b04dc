package dev.tidings.runtime;

import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The version of what is stored. It stands in the store, and so in its changelog: bytes of another one would be misread.
 *
 * @param state what is stored, for people
 * @param key where the version stands, and nothing else ever does
 * @param current to be raised with every change of what is stored that an older version's bytes do not allow for
 * @see <a href="file:deploy/decisions/010-state-versions.md">decision 010</a>
 */
public record StateVersion<K>(String state, K key, int current) {
    /**
     * Marks a store that is new.
     *
     * @throws StateVersionException where another version wrote it
     */
    public void check(KeyValueStore<K, byte[]> store) {
        byte[] mark = store.get(key);
        if (mark != null) {
            check(mark);
        } else if (isEmpty(store)) {
            store.put(key, new byte[] {(byte) current});
        } else {
            throw unmarked();
        }
    }

    /**
     * For who meets the mark before the store can be looked at.
     *
     * @param mark what stands under the key
     * @throws StateVersionException where another version wrote it
     */
    public void check(byte[] mark) {
        if (mark[0] != current) {
            throw new StateVersionException(state, mark[0], current);
        }
    }

    /** What to throw where something is stored, and no mark. */
    public StateVersionException unmarked() {
        return new StateVersionException(state, 0, current);
    }

    private static <K> boolean isEmpty(KeyValueStore<K, byte[]> store) {
        try (KeyValueIterator<K, byte[]> all = store.all()) {
            return !all.hasNext();
        }
    }
}
