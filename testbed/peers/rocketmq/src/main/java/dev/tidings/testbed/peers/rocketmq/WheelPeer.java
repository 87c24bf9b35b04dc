package dev.tidings.testbed.peers.rocketmq;

import dev.tidings.testbed.bench.hold.HoldSubject;
import dev.tidings.testbed.bench.hold.PeerSubject;

/** Timer messages kept in its file wheel. */
public final class WheelPeer implements PeerSubject {
    @Override
    public String name() {
        return "rocketmq-wheel";
    }

    @Override
    public String settings() {
        return TimerStore.WHEEL.text();
    }

    @Override
    public HoldSubject.Start start() {
        return (folder, releases) -> RocketSubject.start(TimerStore.WHEEL, folder, releases);
    }
}
