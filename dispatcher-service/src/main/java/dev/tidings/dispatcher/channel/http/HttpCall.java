package dev.tidings.dispatcher.channel.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * Calls a provider once, within a deadline over all of it, and says by what was really sent how it ended. Follows no
 * redirect and repeats nothing by itself.
 */
public final class HttpCall implements AutoCloseable {
    private final EgressProperties properties;
    private final InstantSource clock;
    private final CloseableHttpClient client;
    private final ExecutorService calls = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("call-", 0).factory());

    /** A client with its own connections, as configured. */
    public HttpCall(EgressProperties properties, InstantSource clock) {
        this(properties, clock, properties.allowInsecure() ? SystemDefaultDnsResolver.INSTANCE : new PublicAddresses());
    }

    HttpCall(EgressProperties properties, InstantSource clock, DnsResolver names) {
        this.properties = properties;
        this.clock = clock;
        this.client = PooledClient.create(properties, names);
    }

    /**
     * Blocks until there is an answer, or the deadline is over. The work is done on a thread of its own, since a name
     * look-up cannot be interrupted: the deadline holds whatever the working thread hangs in.
     *
     * @param latest from then on, nothing is sent
     */
    public HttpAnswer post(HttpQuestion question, Instant latest) {
        HttpPost request = new HttpPost(question.uri());
        question.headers().forEach(request::setHeader);
        request.setEntity(new StringEntity(
                question.body(), ContentType.parse(question.contentType()).withCharset(StandardCharsets.UTF_8)));
        Instant deadline = clock.instant().plus(properties.answerWithin());
        Handover handover = new Handover(deadline.isBefore(latest) ? deadline : latest, clock);
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        calls.execute(() -> answer.complete(exchange(request, handover)));
        try {
            return answer.get(properties.answerWithin().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return givenUp(request, handover, "no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return givenUp(request, handover, "interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes an answer exceptionally", e);
        }
    }

    private static HttpAnswer givenUp(HttpPost request, Handover handover, String why) {
        boolean nothingSent = handover.giveUp();
        request.abort();
        return nothingSent ? new HttpAnswer.NotSent(why + ", not connected yet") : new HttpAnswer.Unclear(why);
    }

    private HttpAnswer exchange(HttpPost request, Handover handover) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(FencedExecutor.HANDOVER, handover);
        try (ClassicHttpResponse response = client.executeOpen(target(request), request, context)) {
            return read(request, response);
        } catch (IOException | RuntimeException e) {
            return handover.giveUp()
                    ? new HttpAnswer.NotSent(Obstacles.of(e))
                    : new HttpAnswer.Unclear("the connection broke before the whole answer was there");
        }
    }

    private static HttpHost target(HttpPost request) {
        return new HttpHost(
                request.getScheme(),
                request.getAuthority().getHostName(),
                request.getAuthority().getPort());
    }

    private HttpAnswer read(HttpPost request, ClassicHttpResponse response) throws IOException {
        int limit = Math.toIntExact(properties.answerLimit().toBytes());
        byte[] body = firstBytes(response.getEntity(), limit + 1);
        if (body.length > limit) {
            // Closing alone could read on to the end of the answer to save the connection.
            request.abort();
            return new HttpAnswer.Unclear("the answer is longer than is read");
        }
        return new HttpAnswer.Answered(response.getCode(), headers(response), new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(
                    header.getName().toLowerCase(Locale.ROOT), Objects.requireNonNullElse(header.getValue(), ""));
        }
        return headers;
    }

    @SuppressWarnings("NullAway") // The entity of an answer without a body is null, and the client is not annotated.
    private static byte[] firstBytes(HttpEntity entity, int count) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        try (InputStream content = entity.getContent()) {
            return content.readNBytes(count);
        }
    }

    /** Cuts what is under way. */
    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        calls.shutdownNow();
    }
}
