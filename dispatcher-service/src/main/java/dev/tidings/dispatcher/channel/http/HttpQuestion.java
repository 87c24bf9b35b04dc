package dev.tidings.dispatcher.channel.http;

import java.net.URI;
import java.util.Map;

/**
 * One POST to a provider.
 *
 * @param uri where to
 * @param headers without Content-Type and Content-Length
 * @param contentType of the body, as it is sent
 * @param body in UTF-8 when sent
 */
public record HttpQuestion(URI uri, Map<String, String> headers, String contentType, String body) {
    /** Takes a copy of the headers. */
    public HttpQuestion {
        headers = Map.copyOf(headers);
    }

    /** Posts JSON. */
    public static HttpQuestion json(URI uri, Map<String, String> headers, String body) {
        return new HttpQuestion(uri, headers, "application/json; charset=UTF-8", body);
    }

    /** Posts the fields of a form. */
    public static HttpQuestion form(URI uri, Map<String, String> headers, Map<String, String> fields) {
        return new HttpQuestion(uri, headers, "application/x-www-form-urlencoded; charset=UTF-8", Forms.write(fields));
    }

    /** Tells nothing: path, headers and body hold addresses, text and secrets. */
    @Override
    public String toString() {
        return "HttpQuestion";
    }
}
