package dev.tidings.testbed.peers.rocketmq;

import dev.tidings.testbed.bench.hold.HoldSubject;
import dev.tidings.testbed.bench.hold.PeerSubject;

/** Timer messages kept in its RocksDB. */
public final class RocksDbPeer implements PeerSubject {
    @Override
    public String name() {
        return "rocketmq-rocksdb";
    }

    @Override
    public String settings() {
        return TimerStore.ROCKSDB.text();
    }

    @Override
    public HoldSubject.Start start() {
        return (folder, releases) -> RocketSubject.start(TimerStore.ROCKSDB, folder, releases);
    }
}
