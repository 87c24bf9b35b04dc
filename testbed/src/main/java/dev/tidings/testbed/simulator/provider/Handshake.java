package dev.tidings.testbed.simulator.provider;

import java.net.URI;

/**
 * A set-up call to a webhook.
 *
 * @param url What is fetched.
 * @param expected The body of the answer that makes the webhook good.
 */
public record Handshake(URI url, String expected) {
    @Override
    public String toString() {
        return "Handshake[hidden]";
    }
}
