package dev.tidings.testbed.bench.dispatch;

import dev.tidings.contract.SendTask;
import dev.tidings.contract.TextContent;
import dev.tidings.testbed.bench.kit.Accounts;
import dev.tidings.testbed.bench.kit.BenchSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Sends a message as the dispatcher's adapter does: by the same library, with the settings of its PooledClient. */
public final class ProviderClient implements AutoCloseable {
    private static final Timeout BACKSTOP = Timeout.ofSeconds(12);
    private static final int ANSWER_LIMIT = 64 * 1024;

    private final URI provider;
    private final CloseableHttpClient client;

    public ProviderClient(URI provider, int connections) {
        this.provider = provider;
        this.client = HttpClientBuilder.create()
                .setConnectionManager(connections(connections))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(BACKSTOP)
                        .setResponseTimeout(BACKSTOP)
                        .setRedirectsEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("Tidings")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .evictIdleConnections(TimeValue.ofSeconds(20))
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(int count) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(count)
                .setMaxConnPerRoute(count)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofSeconds(3))
                        .setSocketTimeout(BACKSTOP)
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .build();
    }

    /** Sends a task of a workload; blocks until it is taken. */
    public void send(SendTask task) {
        String text = task.content() instanceof TextContent content ? content.text() : "";
        int account =
                Integer.parseInt(task.accountId().substring(task.accountId().indexOf('-') + 1));
        send(account, body(task.requestId(), task.recipient(), text));
    }

    /** The JSON of a message whose texts need no escapes. */
    static String body(String requestId, String recipient, String text) {
        return "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\",\"to\":\"" + recipient
                + "\",\"biz_opaque_callback_data\":\"" + requestId
                + "/1\",\"type\":\"text\",\"text\":{\"body\":\"" + text + "\",\"preview_url\":false}}";
    }

    /**
     * Sends a body from an account.
     *
     * @throws IllegalStateException where it is not taken: then nothing could be told from the rest
     */
    void send(int account, String body) {
        HttpPost request = new HttpPost(provider.resolve(Accounts.path(account)));
        request.setHeader("Authorization", "Bearer " + BenchSecrets.WHATSAPP_TOKEN);
        request.setHeader("Accept", "application/json");
        request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        try {
            int status = client.execute(request, answer -> {
                read(answer.getEntity());
                return answer.getCode();
            });
            if (status != 200) {
                throw new IllegalStateException("the provider answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the provider could not be called", e);
        }
    }

    @SuppressWarnings("NullAway") // The entity of an answer without a body is null, and the client is not annotated.
    private static void read(HttpEntity entity) throws IOException {
        if (entity != null) {
            var _ = entity.getContent().readNBytes(ANSWER_LIMIT);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
