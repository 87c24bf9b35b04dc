package dev.tidings.dispatcher.channel.webhook;

import dev.tidings.dispatcher.channel.http.Forms;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A request as it came, before anything is believed of it. */
public final class WebhookRequest {
    private final String url;
    private final String query;
    private final Function<String, @Nullable String> headers;
    private final byte[] body;

    /**
     * A request.
     *
     * @param url where the provider sent it, without its query; empty: not known
     * @param query what stood behind the question mark, still encoded
     * @param headers finds a header by its name, in any case
     * @param body up to 3 MB: neither copied nor changed
     */
    public WebhookRequest(String url, String query, Function<String, @Nullable String> headers, byte[] body) {
        this.url = url;
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    /** The whole of the URL that the provider was told, by tidings.webhook.public-url; empty: that is not set. */
    public String url() {
        return url.isEmpty() || query.isEmpty() ? url : url + "?" + query;
    }

    /** The header's first value; absent: it has none. */
    public @Nullable String header(String name) {
        return headers.apply(name);
    }

    /** The first value of a parameter in the URL; absent: it has none. */
    public @Nullable String parameter(String name) {
        return Forms.read(query).stream()
                .filter(field -> field.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** The bytes that came: not to be changed. */
    public byte[] body() {
        return body;
    }

    /** Tells nothing: all of it may hold addresses or secrets. */
    @Override
    public String toString() {
        return "WebhookRequest";
    }
}
