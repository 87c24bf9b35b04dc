package dev.tidings.testbed.simulator;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.contract.ReceiptKind;
import dev.tidings.testbed.simulator.provider.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The control API for tests: reads the journal, waits for calls, sets behaviours. It fails with exceptions that a test
 * shows.
 *
 * <p>The command line has a client of its own in deploy/local, which says in a sentence what a user can do. It is
 * shipped and this module never is, so it cannot use this one.
 */
public final class SimulatorClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(70);

    private final URI base;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** A client of the simulator at that URL. */
    public SimulatorClient(URI base) {
        this.base = base;
    }

    /** All calls on a channel after that number, oldest first. */
    public List<JournalEntry> journal(String channel, long after) {
        return read("/_sim/journal?channel=" + channel + "&after=" + after);
    }

    /** So many calls on a channel after that number, oldest first. */
    public List<JournalEntry> journal(String channel, long after, int limit) {
        return read("/_sim/journal?channel=" + channel + "&after=" + after + "&limit=" + limit);
    }

    /**
     * Waits until so many calls on a channel match, and returns those that do.
     *
     * @throws AssertionError when the time is over before.
     */
    public List<JournalEntry> awaitCalls(
            String channel, int count, Predicate<JournalEntry> matching, Duration patience) {
        List<JournalEntry> found = new ArrayList<>();
        long deadline = System.nanoTime() + patience.toNanos();
        long after = 0;
        while (found.size() < count) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError("only " + found.size() + " of " + count + " calls on " + channel + " within "
                        + patience.toMillis() + " ms");
            }
            for (JournalEntry entry : read("/_sim/journal?channel=" + channel + "&after=" + after + "&wait=" + left)) {
                after = entry.seq();
                if (matching.test(entry)) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    /** Puts a behaviour in force. */
    public void set(Behaviour behaviour) {
        String answer = send("PUT", "/_sim/behaviours", Json.write(behaviour));
        if (answer.contains("\"error\"")) {
            throw new IllegalArgumentException(answer);
        }
    }

    /** The behaviours in force. */
    public List<Behaviour> behaviours() {
        return parse(send("GET", "/_sim/behaviours", ""), new TypeReference<List<Behaviour>>() {});
    }

    /** Ends all behaviours of a channel. */
    public void heal(String channel) {
        send("DELETE", "/_sim/behaviours?channel=" + channel, "");
    }

    /** Ends all behaviours for one number. */
    public void healNumber(String number) {
        send("DELETE", "/_sim/behaviours?number=" + URLEncoder.encode(number, StandardCharsets.UTF_8), "");
    }

    /**
     * Reports at once what has become of the messages to a number that have {@link BehaviourKind#NO_RECEIPTS}.
     *
     * @throws IllegalArgumentException when there are none, or that is never reported there.
     */
    public void report(String channel, String number, ReceiptKind kind) {
        String answer = send(
                "POST",
                "/_sim/receipts?channel=" + channel + "&number=" + URLEncoder.encode(number, StandardCharsets.UTF_8)
                        + "&kind=" + kind.name().toLowerCase(Locale.ROOT),
                "");
        if (answer.contains("\"error\"")) {
            throw new IllegalArgumentException(answer);
        }
    }

    /** The health page. */
    public JsonNode health() {
        return parse(send("GET", "/_sim/health", ""), new TypeReference<JsonNode>() {});
    }

    private List<JournalEntry> read(String path) {
        return parse(send("GET", path, ""), new TypeReference<List<JournalEntry>>() {});
    }

    private static <T> T parse(String json, TypeReference<T> type) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the simulator", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
