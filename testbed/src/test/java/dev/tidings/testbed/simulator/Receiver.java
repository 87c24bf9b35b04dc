package dev.tidings.testbed.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Someone who takes webhooks. */
final class Receiver implements AutoCloseable {
    private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final HttpServer server;

    Receiver() throws IOException {
        this(0);
    }

    Receiver(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/webhooks/whatsapp/shop", this::handle);
        server.start();
    }

    /** One call of the webhook. */
    record Post(String signature, String body) {
        JsonNode status() {
            return Json.tree(body).orElseThrow().at("/entry/0/changes/0/value/statuses/0");
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/whatsapp/shop");
    }

    void refuseNext(int count) {
        refusals.set(count);
    }

    Post next() throws InterruptedException {
        Post post = posts.poll(Sim.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (post == null) {
            throw new AssertionError("no webhook came");
        }
        return post;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getQuery();
            if (query != null) {
                answer(exchange, query.replaceAll(".*hub\\.challenge=([0-9a-f]+).*", "$1"), query);
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean refuse = refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (!refuse) {
                posts.add(new Post(
                        exchange.getRequestHeaders().getFirst("X-Hub-Signature-256"),
                        new String(body, StandardCharsets.UTF_8)));
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
