package dev.tidings.testbed.simulator.provider;

/** Where webhooks are handed in. */
@FunctionalInterface
public interface Outbox {
    /** Posts until it is taken, in the background. */
    void post(Post post);
}
