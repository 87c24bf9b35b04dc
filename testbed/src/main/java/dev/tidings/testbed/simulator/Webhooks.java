package dev.tidings.testbed.simulator;

import dev.tidings.testbed.simulator.provider.Handshake;
import dev.tidings.testbed.simulator.provider.Json;
import dev.tidings.testbed.simulator.provider.Outbox;
import dev.tidings.testbed.simulator.provider.Post;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The webhooks of all customers, each with a queue of its own: one that is away keeps none of the others waiting. */
final class Webhooks implements Outbox, AutoCloseable {
    /** A caller can name any URL, and a new one each time. */
    static final int MOST_TARGETS = 1_000;

    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Map<String, Webhook> targets = new HashMap<>();
    private long dropped;

    Webhooks(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    @Override
    public void post(Post post) {
        Webhook target = target(post.url());
        if (target != null) {
            target.post(post);
        }
    }

    private synchronized @Nullable Webhook target(URI url) {
        // What is behind the question mark tells messages apart, and not receivers.
        String name = url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
        if (targets.size() >= MOST_TARGETS && !targets.containsKey(name)) {
            dropped++;
            return null;
        }
        return targets.computeIfAbsent(name, _ -> new Webhook(client, timer));
    }

    /** Makes a set-up call, and says what was answered. */
    CompletableFuture<String> shake(Handshake handshake) {
        HttpRequest request = HttpRequest.newBuilder(handshake.url())
                .timeout(HANDSHAKE_TIMEOUT)
                .GET()
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .handle((response, failure) -> Json.write(Json.object()
                        .put("status", failure == null ? response.statusCode() : 0)
                        .put("echoed", failure == null && response.body().equals(handshake.expected()))));
    }

    /** Of all together. */
    Webhook.Counts counts() {
        List<Webhook> all;
        long left;
        synchronized (this) {
            all = List.copyOf(targets.values());
            left = dropped;
        }
        return all.stream().map(Webhook::counts).reduce(new Webhook.Counts(0, 0, 0, left), Webhook.Counts::plus);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
