package dev.tidings.dispatcher.channel.alibaba;

import java.util.Map;

/**
 * One call of Alibaba Cloud's OpenAPI in its RPC style, before it is signed.
 *
 * @param action the operation
 * @param version the version of the service's API, a date
 * @param query what the service wants in the URL
 * @param form what it wants in the body
 */
record OpenApiCall(String action, String version, Map<String, String> query, Map<String, String> form) {
    OpenApiCall {
        query = Map.copyOf(query);
        form = Map.copyOf(form);
    }

    /** Tells the operation only: the rest are addresses and texts. */
    @Override
    public String toString() {
        return "OpenApiCall[" + action + "]";
    }
}
