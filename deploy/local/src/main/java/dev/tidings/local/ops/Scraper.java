package dev.tidings.local.ops;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks all services for their metrics at the same time. */
final class Scraper implements AutoCloseable {
    /** From the call to the body's last byte: the JDK's own time-out ends with the headers. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);

    /** A service has some hundred kilobytes to tell. */
    private static final int LONGEST_ANSWER = 4 * 1024 * 1024;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Service, URI> pages;

    Scraper(Map<Service, URI> pages) {
        this.pages = Map.copyOf(pages);
    }

    Map<Service, Scrape> ask() {
        Map<Service, CompletableFuture<Scrape>> answers = new EnumMap<>(Service.class);
        pages.forEach((service, page) -> answers.put(service, ask(page)));
        Map<Service, Scrape> scrapes = new EnumMap<>(Service.class);
        answers.forEach((service, answer) -> scrapes.put(service, answer.join()));
        return scrapes;
    }

    private CompletableFuture<Scrape> ask(URI page) {
        HttpRequest request = HttpRequest.newBuilder(page)
                .header("Accept", "text/plain;version=0.0.4")
                .build();
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER));
        return answer.copy()
                .orTimeout(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> answer.cancel(true))
                .<Scrape>thenApply(Scraper::answered)
                .exceptionally(failure -> new Scrape.Missed(why(failure)));
    }

    private static Scrape answered(HttpResponse<String> answer) {
        return answer.statusCode() == 200
                ? new Scrape.Seen(new Readings(MetricsText.read(answer.body())))
                : new Scrape.Missed("it answers " + answer.statusCode());
    }

    private static String why(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return switch (cause) {
            case ConnectException _ -> "nothing listens on its port";
            case TimeoutException _ -> "no answer within " + ANSWERS_WITHIN.toSeconds() + " s";
            case IOException _ -> "the connection broke";
            default -> cause.getClass().getSimpleName();
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
