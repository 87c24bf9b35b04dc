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
        byte[] version = store.get(key);
        if (version != null ? version[0] != current : !isEmpty(store)) {
            throw new StateVersionException(state, version == null ? 0 : version[0], current);
        }
        if (version == null) {
            store.put(key, new byte[] {(byte) current});
        }
    }

    private static <K> boolean isEmpty(KeyValueStore<K, byte[]> store) {
        try (KeyValueIterator<K, byte[]> all = store.all()) {
            return !all.hasNext();
        }
    }
}
