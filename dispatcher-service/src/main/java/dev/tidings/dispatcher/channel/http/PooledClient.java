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

    private PooledClient() {}

    static CloseableHttpClient create(EgressProperties properties, DnsResolver names) {
        return HttpClientBuilder.create()
                .setConnectionManager(connections(properties, names))
                .setRequestExecutor(new FencedExecutor())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(properties.answerWithin()))
                        .setResponseTimeout(timeout(properties.answerWithin()))
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
        Duration connect = properties.connectWithin().compareTo(properties.answerWithin()) < 0
                ? properties.connectWithin()
                : properties.answerWithin();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setMaxConnTotal(properties.connections())
                .setMaxConnPerRoute(properties.connectionsPerHost())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(connect))
                        .setSocketTimeout(timeout(properties.answerWithin()))
                        .setValidateAfterInactivity(PROBE_AFTER)
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }
}
