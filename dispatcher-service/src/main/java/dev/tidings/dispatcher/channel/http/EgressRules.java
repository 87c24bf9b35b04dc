package dev.tidings.dispatcher.channel.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** Which base URLs an account may have. The address behind the name is checked when connecting, by {@link PublicAddresses}. */
public final class EgressRules {
    private static final int LAST_PORT = 65_535;

    private final boolean allowInsecure;

    /** Rules as configured. */
    public EgressRules(EgressProperties properties) {
        this.allowInsecure = properties.allowInsecure();
    }

    /** The addresses behind a name that may be connected to. {@link HttpCall} asks for itself; what else connects asks here. */
    public InetAddress[] addresses(String host) throws UnknownHostException {
        return allowInsecure ? InetAddress.getAllByName(host) : new PublicAddresses().resolve(host);
    }

    /**
     * What is wrong with a base URL, in a sentence. Empty: nothing.
     *
     * @param secure the scheme that it is to have
     * @param plain the one that it may have where tidings.egress.allow-insecure is set
     */
    public Optional<String> refusal(String baseUrl, String secure, String plain) {
        URI uri;
        try {
            uri = new URI(baseUrl);
        } catch (URISyntaxException e) {
            return Optional.of("the account's base URL is not a URL");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals(secure) || scheme.equals(plain))) {
            return Optional.of("the account's base URL is not " + secure + "://host");
        }
        if (scheme.equals(plain) && !allowInsecure) {
            return Optional.of(
                    "the account's base URL is not " + secure + ", and tidings.egress.allow-insecure is not set");
        }
        if (uri.getPort() > LAST_PORT) {
            return Optional.of("the account's base URL has a port that there is not");
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
