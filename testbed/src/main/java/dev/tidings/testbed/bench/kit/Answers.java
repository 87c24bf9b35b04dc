package dev.tidings.testbed.bench.kit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
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
                if (ready(http, address)) {
                    return true;
                }
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }
        return false;
    }

    /**
     * What is there now.
     *
     * @throws SubjectFailedException where it does not answer
     */
    static String read(URI address) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new SubjectFailedException(address + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new SubjectFailedException(address + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("interrupted while waiting for " + address, e);
        }
    }

    private static boolean ready(HttpClient http, URI address) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("interrupted while waiting for " + address, e);
        }
    }
}
