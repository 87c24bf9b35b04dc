package dev.tidings.dispatcher.channel.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Which base URLs an account may have. The address behind the name is checked when connecting, by {@link PublicAddresses}. */
public final class EgressRules {
    private final boolean allowInsecure;

    /** Rules as configured. */
    public EgressRules(EgressProperties properties) {
        this.allowInsecure = properties.allowInsecure();
    }

    /** What is wrong with a base URL, in a sentence. Empty: nothing. */
    public Optional<String> refusal(String baseUrl) {
        URI uri;
        try {
            uri = new URI(baseUrl);
        } catch (URISyntaxException e) {
            return Optional.of("the account's base URL is not a URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            return Optional.of("the account's base URL is not https://host");
        }
        if (scheme.equals("http") && !allowInsecure) {
            return Optional.of("the account's base URL is not https, and tidings.egress.allow-insecure is not set");
        }
        if (uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !uri.getRawPath().isEmpty()) {
            return Optional.of("the account's base URL has more than scheme, host and port");
        }
        return Optional.empty();
    }
}
