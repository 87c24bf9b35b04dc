package dev.tidings.testbed.bench.kit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What processes of ours answer over HTTP, and whether one that was started a moment ago does yet. */
public final class Answers {
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Answers() {}

    /** Asks until the address answers 200, the process is gone, or the time is over; says whether it answered. */
    public static boolean await(URI address, BooleanSupplier alive, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (alive.getAsBoolean() && System.nanoTime() < end) {
                if (read(http, address).isPresent()) {
                    return true;
                }
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }
        return false;
    }

    /** What is there now; empty: it does not answer, or not soon, or another status than 200. */
    static Optional<String> read(URI address) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return read(http, address);
        }
    }

    private static Optional<String> read(HttpClient http, URI address) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("interrupted while waiting for " + address, e);
        }
    }
}
