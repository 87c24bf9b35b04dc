package dev.tidings.testbed.bench.kit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a process that was started a moment ago. */
public final class Answers {
    private static final Duration BETWEEN = Duration.ofMillis(100);

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

    private static boolean ready(HttpClient http, URI address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("interrupted while waiting for " + address, e);
        }
    }
}
