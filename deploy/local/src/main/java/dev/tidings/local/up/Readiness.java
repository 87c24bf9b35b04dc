package dev.tidings.local.up;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks parts whether they are ready. */
final class Readiness implements AutoCloseable {
    private static final Duration ONE_ANSWER = Duration.ofSeconds(2);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ONE_ANSWER).build();

    /** Whether the address answers 200 now. */
    boolean ready(String url) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(ONE_ANSWER).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asks until the address answers 200, the process is gone, or the time is over; says whether it answered. */
    boolean await(String url, BooleanSupplier alive, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (alive.getAsBoolean()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            if (ready(url)) {
                return true;
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        return false;
    }

    @Override
    public void close() {
        http.close();
    }
}
