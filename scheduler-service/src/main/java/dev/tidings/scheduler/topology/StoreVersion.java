package dev.tidings.scheduler.topology;

import dev.tidings.runtime.StateVersion;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The version of what hold stores, before every family. */
final class StoreVersion {
    private static final StateVersion<Bytes> CURRENT =
            new StateVersion<>("the hold's state", Bytes.wrap(new byte[] {0}), 2);

    private StoreVersion() {}

    /** Marks a store that is new; refuses one that another version wrote. */
    static void check(KeyValueStore<Bytes, byte[]> store) {
        CURRENT.check(store);
    }
}
