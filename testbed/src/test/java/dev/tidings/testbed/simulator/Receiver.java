package dev.tidings.testbed.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidings.testbed.simulator.provider.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Someone who takes webhooks, on every path. */
public final class Receiver implements AutoCloseable {
    private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final HttpServer server;
    private volatile @Nullable String refusedPath;

    public Receiver() throws IOException {
        this(0);
    }

    Receiver(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * One call of a webhook.
     *
     * @param target Path and query.
     */
    public record Post(String target, Headers headers, String body) {
        public String header(String name) {
            return Objects.requireNonNullElse(headers.getFirst(name), "");
        }

        /** The status in an event of WhatsApp. */
        JsonNode status() {
            return Json.tree(body).orElseThrow().at("/entry/0/changes/0/value/statuses/0");
        }
    }

    /** The base of all of its webhooks. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void refuseNext(int count) {
        refusals.set(count);
    }

    /** Refuses whatever comes to that path from now on. */
    void refuseAllOn(String path) {
        refusedPath = path;
    }

    /** The next that was taken. */
    public Post next() throws InterruptedException {
        Post post = posts.poll(Sim.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (post == null) {
            throw new AssertionError("no webhook came");
        }
        return post;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            if (exchange.getRequestMethod().equals("GET")) {
                String query = uri.getQuery();
                answer(exchange, query.replaceAll(".*hub\\.challenge=([0-9a-f]+).*", "$1"), query);
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean refuse =
                    uri.getPath().equals(refusedPath) || refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (!refuse) {
                posts.add(new Post(
                        uri.toString(), exchange.getRequestHeaders(), new String(body, StandardCharsets.UTF_8)));
            }
            exchange.sendResponseHeaders(refuse ? 500 : 200, -1);
        }
    }

    private static void answer(HttpExchange exchange, String challenge, String query) throws IOException {
        byte[] body = challenge.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(query.contains("hub.verify_token=verify-me") ? 200 : 403, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
