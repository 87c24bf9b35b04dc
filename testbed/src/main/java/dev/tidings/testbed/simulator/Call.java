package dev.tidings.testbed.simulator;

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
    @Override
    public String toString() {
        return "Call[" + method + "]";
    }
}
