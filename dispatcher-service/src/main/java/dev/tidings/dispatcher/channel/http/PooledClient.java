package dev.tidings.dispatcher.channel.http;

import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The client behind {@link HttpCall}: everything that would act on its own account is switched off. */
final class PooledClient {
    /**
     * A connection unused for longer is probed before it is used again: a request written to one that the provider has
     * closed meanwhile would be uncertain.
     */
    private static final TimeValue PROBE_AFTER = TimeValue.ofMilliseconds(500);

    /** The client's own time-outs come after the deadline, which is to be the only one that ends a call. */
    private static final Duration BACKSTOP = Duration.ofSeconds(2);

    private PooledClient() {}

    static CloseableHttpClient create(EgressProperties properties, DnsResolver names) {
        return HttpClientBuilder.create()
                .setConnectionManager(connections(properties, names))
                .setRequestExecutor(new FencedExecutor())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(backstop(properties))
                        .setResponseTimeout(backstop(properties))
                        .setRedirectsEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("Tidings")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                // A compressed answer could unfold far beyond the limit on its size.
                .disableContentCompression()
                .evictIdleConnections(TimeValue.of(properties.keepAlive()))
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(EgressProperties properties, DnsResolver names) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setMaxConnTotal(properties.connections())
                .setMaxConnPerRoute(properties.connectionsPerHost())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(properties.connectWithin()))
                        .setSocketTimeout(backstop(properties))
                        .setValidateAfterInactivity(PROBE_AFTER)
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .build();
    }

    private static Timeout backstop(EgressProperties properties) {
        return Timeout.of(properties.answerWithin().plus(BACKSTOP));
    }
}
