package dev.tidings.testbed.simulator.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/**
 * One request to a provider, as it came.
 *
 * @param method HTTP method.
 * @param path Path without the query.
 * @param query What follows the question mark, still encoded; empty where nothing does.
 * @param headers The headers' values by their names in lower case; of a repeated one the first.
 * @param body The body as text.
 */
public record Call(String method, String path, String query, Map<String, String> headers, String body) {
    public Call {
        headers = Map.copyOf(headers);
    }

    /** The header's value, empty where there is none. */
    public String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    /** The type of the body, empty where the caller did not say. */
    public String contentType() {
        return header("content-type");
    }

    /** Whether the header Authorization says exactly this. */
    public boolean isAuthorizedBy(String expected) {
        return hasHeader("authorization", expected);
    }

    /** Whether a header says exactly this; how long the answer takes tells nothing of it. */
    public boolean hasHeader(String lowerCaseName, String expected) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), header(lowerCaseName).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Call[" + method + "]";
    }
}
