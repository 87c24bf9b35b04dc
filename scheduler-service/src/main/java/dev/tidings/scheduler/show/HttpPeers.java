package dev.tidings.scheduler.show;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The others over HTTP: their web ports, at the addresses that they advertise in the group. */
final class HttpPeers implements Peers, AutoCloseable {
    /** Five hundred entries with the longest names that there are take a third of it. */
    private static final long MAX_BYTES = 512 * 1024;

    private final HttpClient http;
    private final Duration within;
    private final JsonMapper json = JsonMapper.shared();

    /** @param within what an answer may take, from the connection to its last byte */
    HttpPeers(Duration within) {
        this.within = within;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(within)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
    }

    @Override
    public Optional<Part> ask(String address, Question question) {
        try {
            URI uri = URI.create("http://" + address + path(question));
            return answered(HttpRequest.newBuilder(uri).build())
                    .filter(response -> response.statusCode() == 200)
                    .map(response -> json.readValue(response.body(), Json.Page.class))
                    .map(Json.Page::toPart)
                    .filter(part -> isWhole(part, question));
        } catch (IllegalArgumentException | JacksonException notOurs) {
            return Optional.empty();
        }
    }

    private static String path(Question question) {
        return switch (question) {
            case Question.Page page ->
                "/holds?scope=local&limit=" + page.limit() + "&cursor=" + PageMark.of(page.after());
            // An id has no character that a path would have to encode.
            case Question.One one -> "/holds/" + one.id() + "?scope=local";
        };
    }

    private Optional<HttpResponse<byte[]>> answered(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> response =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            // Not the request's own limit: that one is over when the body begins.
            return Optional.of(response.get(within.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException notReached) {
            response.cancel(true);
            return Optional.empty();
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Merging relies on it. */
    private static boolean isWhole(Part part, Question question) {
        return switch (question) {
            case Question.Page page ->
                part.entries().size() == page.limit()
                        || (!part.more() && part.entries().size() < page.limit());
            case Question.One _ -> part.entries().size() <= 1;
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
