package dev.tidings.testbed.simulator.provider;

import java.net.URI;
import java.util.Map;

/**
 * A webhook, to be sent by POST.
 *
 * @param url Where to.
 * @param headers Its headers, the type of the body and the signature among them.
 * @param body The body.
 */
public record Post(URI url, Map<String, String> headers, String body) {
    public Post {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "Post[hidden]";
    }
}
