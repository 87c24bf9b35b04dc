package dev.tidings.testbed.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * One request to a provider, as it came.
 *
 * @param method HTTP method.
 * @param path Path without the query.
 * @param authorization The header's value, empty where there is none.
 * @param contentType The header's value, empty where there is none.
 * @param body The body as text.
 */
record Call(String method, String path, String authorization, String contentType, String body) {
    /** Whether the header says exactly this; how long the answer takes tells nothing of it. */
    boolean isAuthorizedBy(String expected) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), authorization.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Call[" + method + "]";
    }
}
