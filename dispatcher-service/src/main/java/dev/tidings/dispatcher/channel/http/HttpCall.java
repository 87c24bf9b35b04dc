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
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * Calls a provider once, within a deadline over all of it, and says by what was really sent how it ended. Follows no
 * redirect and repeats nothing by itself.
 */
public final class HttpCall implements AutoCloseable {
    private final EgressProperties properties;
    private final InstantSource clock;
    private final NameLookUps names;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("call-deadlines").daemon().factory());

    /** A client with its own connections, as configured. */
    public HttpCall(EgressProperties properties, InstantSource clock) {
        this(properties, clock, properties.allowInsecure() ? SystemDefaultDnsResolver.INSTANCE : new PublicAddresses());
    }

    HttpCall(EgressProperties properties, InstantSource clock, DnsResolver names) {
        this.properties = properties;
        this.clock = clock;
        this.names = new NameLookUps(names);
        this.client = PooledClient.create(properties, this.names);
        // Nearly every call ends long before its deadline, and would be kept until then.
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /**
     * Blocks until there is an answer, or the deadline is over. The work is done on the thread that calls: at the deadline another
     * one cuts whatever it waits for, be it a connection, the provider or, in {@link NameLookUps}, a name.
     *
     * @param latest from then on, nothing is sent
     */
    public HttpAnswer post(HttpQuestion question, Instant latest) {
        HttpPost request = request(question);
        Instant answered = clock.instant().plus(properties.answerWithin());
        Handover handover = new Handover(answered.isBefore(latest) ? answered : latest, clock);
        ScheduledFuture<?> deadline = deadlines.schedule(
                () -> cut(request, handover), properties.answerWithin().toNanos(), TimeUnit.NANOSECONDS);
        try {
            return ScopedValue.where(NameLookUps.DEADLINE, deadline).call(() -> exchange(request, handover, deadline));
        } finally {
            deadline.cancel(false);
        }
    }

    private static HttpPost request(HttpQuestion question) {
        HttpPost request = new HttpPost(question.uri());
        question.headers().forEach(request::setHeader);
        request.setHeader(HttpHeaders.CONTENT_TYPE, question.contentType());
        request.setEntity(new ByteArrayEntity(question.body().getBytes(StandardCharsets.UTF_8), null));
        return request;
    }

    /** On a thread of its own: closing one connection must not hold up the deadlines of others. */
    private static void cut(HttpPost request, Handover handover) {
        Thread.startVirtualThread(() -> {
            handover.giveUp();
            request.abort();
        });
    }

    private HttpAnswer exchange(HttpPost request, Handover handover, Delayed deadline) {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(FencedExecutor.HANDOVER, handover);
        try (ClassicHttpResponse response = client.executeOpen(target(request), request, context)) {
            return read(request, response);
        } catch (IOException | RuntimeException e) {
            return broken(e, handover.giveUp(), deadline);
        }
    }

    private static HttpAnswer broken(Exception e, boolean nothingSent, Delayed deadline) {
        boolean interrupted = Thread.currentThread().isInterrupted();
        if (interrupted || deadline.getDelay(TimeUnit.NANOSECONDS) <= 0) {
            String why = interrupted ? "interrupted" : "no answer in time";
            return nothingSent ? new HttpAnswer.NotSent(why + ", not connected yet") : new HttpAnswer.Unclear(why);
        }
        return nothingSent
                ? new HttpAnswer.NotSent(Obstacles.of(e))
                : new HttpAnswer.Unclear("the connection broke before the whole answer was there");
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
        names.close();
        deadlines.shutdownNow();
    }
}
