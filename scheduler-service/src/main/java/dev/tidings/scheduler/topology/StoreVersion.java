package dev.tidings.scheduler.topology;

import dev.tidings.runtime.StateVersionException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The version of what is stored stands in the store, and so in its changelog: bytes of another one would be misread. */
final class StoreVersion {
    /** To be raised with every change of what is stored that an older version's bytes do not allow for. */
    private static final byte CURRENT = 2;

    /** Before every family. */
    private static final Bytes KEY = Bytes.wrap(new byte[] {0});

    private StoreVersion() {}

    /** Marks a store that is new; refuses one that another version wrote. */
    static void check(KeyValueStore<Bytes, byte[]> store) {
        byte[] version = store.get(KEY);
        if (version != null ? version[0] != CURRENT : !isEmpty(store)) {
            throw new StateVersionException("the hold's state", version == null ? 0 : version[0], CURRENT);
        }
        if (version == null) {
            store.put(KEY, new byte[] {CURRENT});
        }
    }

    private static boolean isEmpty(KeyValueStore<Bytes, byte[]> store) {
        try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
            return !all.hasNext();
        }
    }
}
