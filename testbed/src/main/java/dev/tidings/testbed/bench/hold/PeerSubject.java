package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.SubjectFailedException;

/** What a peer's jar offers, as a service; see {@link java.util.ServiceLoader}. */
public interface PeerSubject {
    /** Its name in reports. */
    String name();

    /** The settings that its figures depend on, for the report. */
    String settings();

    /**
     * Starts one.
     *
     * @throws SubjectFailedException where this machine lacks something, saying how to get it
     */
    HoldSubject.Start start();
}
