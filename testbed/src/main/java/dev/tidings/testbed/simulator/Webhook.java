package dev.tidings.testbed.simulator;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts signed events until they are taken: anything but 200 is tried again, later each time up to 30 s. Bounded in what it holds and in what
 * it sends at once, so that an absent receiver costs memory and not this process.
 */
final class Webhook implements AutoCloseable {
    static final int CAPACITY = 100_000;
    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final int AT_ONCE = 32;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long PAUSE_MS = 200;
    private static final long FIRST_WAIT_MS = 250;
    private static final long LONGEST_WAIT_MS = 30_000;

    private final URI url;
    private final String appSecret;
    private final ScheduledExecutorService timer;
    private final HttpClient client;
    private final ArrayDeque<Event> ready = new ArrayDeque<>();
    private int inFlight;
    private int held;
    private long taken;
    private long refused;
    private long dropped;
    private boolean answering = true;
    private boolean paused;

    Webhook(URI url, String appSecret, ScheduledExecutorService timer) {
        this.url = url;
        this.appSecret = appSecret;
        this.timer = timer;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }

    private record Event(String body, String signature, int attempt) {
        Event again() {
            return new Event(body, signature, attempt + 1);
        }

        long waitMs() {
            return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS << Math.min(attempt, 10));
        }
    }

    /** Numbers for the health page. */
    record Counts(int pending, long taken, long refused, long dropped) {}

    void post(String body) {
        synchronized (this) {
            if (held >= CAPACITY) {
                dropped++;
                return;
            }
            held++;
            ready.addLast(new Event(body, sign(body), 0));
        }
        pump();
    }

    synchronized Counts counts() {
        return new Counts(held, taken, refused, dropped);
    }

    /** The set-up call: asks the receiver to echo a challenge, and says what it answered. */
    CompletableFuture<String> verify(String verifyToken, String challenge) {
        URI target = URI.create(url + "?hub.mode=subscribe&hub.challenge=" + challenge + "&hub.verify_token="
                + URLEncoder.encode(verifyToken, StandardCharsets.UTF_8));
        HttpRequest request =
                HttpRequest.newBuilder(target).timeout(TIMEOUT).GET().build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .handle((response, failure) -> Json.write(Json.object()
                        .put("status", failure == null ? response.statusCode() : 0)
                        .put("echoed", failure == null && response.body().equals(challenge))));
    }

    private void pump() {
        for (Event event = take(); event != null; event = take()) {
            send(event);
        }
    }

    private synchronized @Nullable Event take() {
        if (paused || inFlight >= AT_ONCE) {
            return null;
        }
        Event event = ready.pollFirst();
        inFlight += event == null ? 0 : 1;
        return event;
    }

    private void send(Event event) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("User-Agent", "facebookexternalua")
                .header("X-Hub-Signature-256", "sha256=" + event.signature())
                .POST(HttpRequest.BodyPublishers.ofString(event.body()))
                .build();
        var _ = client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((response, failure) -> done(event, failure == null ? response.statusCode() : 0));
    }

    private void done(Event event, int status) {
        boolean ok = status == 200;
        if (status == 0) {
            pause();
        }
        synchronized (this) {
            inFlight--;
            held -= ok ? 1 : 0;
            taken += ok ? 1 : 0;
            refused += ok ? 0 : 1;
            if (answering != ok) {
                answering = ok;
                LOG.info(ok ? "the webhook takes receipts again" : "the webhook does not take receipts; trying on");
            }
        }
        if (!ok) {
            var _ = timer.schedule(() -> retry(event.again()), event.waitMs(), TimeUnit.MILLISECONDS);
        }
        pump();
    }

    /** Nobody is there: without a pause, thousands of waiting events would knock in a busy loop. */
    private synchronized void pause() {
        if (!paused) {
            paused = true;
            var _ = timer.schedule(this::resume, PAUSE_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void resume() {
        synchronized (this) {
            paused = false;
        }
        pump();
    }

    private void retry(Event event) {
        synchronized (this) {
            ready.addLast(event);
        }
        pump();
    }

    private String sign(String body) {
        return sign(appSecret, body);
    }

    static String sign(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
