package dev.tidings.testbed.peers.artemis;

import dev.tidings.testbed.bench.hold.HoldSubject;
import dev.tidings.testbed.bench.hold.PeerSubject;

/** Scheduled messages of one durable queue. */
public final class ArtemisPeer implements PeerSubject {
    @Override
    public String name() {
        return "artemis";
    }

    @Override
    public String settings() {
        return "artemis " + String.join(" ", ArtemisSubject.JVM)
                + ", durable messages, NIO journal acknowledged from the page cache";
    }

    @Override
    public HoldSubject.Start start() {
        return ArtemisSubject::start;
    }
}
