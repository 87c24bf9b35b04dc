package dev.tidings.testbed.simulator;

import dev.tidings.testbed.simulator.provider.Post;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts to one receiver until it takes what it gets: anything but 200 is tried again, later each time up to 30 s. Bounded in what it holds and
 * in what it sends at once, so that an absent receiver costs memory and not this process.
 */
final class Webhook {
    static final int CAPACITY = 100_000;
    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final int AT_ONCE = 32;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long PAUSE_MS = 200;
    private static final long FIRST_WAIT_MS = 250;
    private static final long LONGEST_WAIT_MS = 30_000;

    private final HttpClient client;
    private final ScheduledExecutorService timer;
    private final ArrayDeque<Event> ready = new ArrayDeque<>();
    private int inFlight;
    private int held;
    private long taken;
    private long refused;
    private long dropped;
    private boolean answering = true;
    private boolean paused;

    Webhook(HttpClient client, ScheduledExecutorService timer) {
        this.client = client;
        this.timer = timer;
    }

    private record Event(Post post, int attempt) {
        Event again() {
            return new Event(post, attempt + 1);
        }

        long waitMs() {
            return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS << Math.min(attempt, 10));
        }
    }

    /** Numbers for the health page. */
    record Counts(int pending, long taken, long refused, long dropped) {
        Counts plus(Counts more) {
            return new Counts(
                    pending + more.pending, taken + more.taken, refused + more.refused, dropped + more.dropped);
        }
    }

    void post(Post post) {
        synchronized (this) {
            if (held >= CAPACITY) {
                dropped++;
                return;
            }
            held++;
            ready.addLast(new Event(post, 0));
        }
        pump();
    }

    synchronized Counts counts() {
        return new Counts(held, taken, refused, dropped);
    }

    private void pump() {
        for (Event event = take(); event != null; event = take()) {
            send(event);
        }
    }

    private synchronized @Nullable Event take() {
        if (paused || inFlight >= AT_ONCE) {
            return null;
        }
        Event event = ready.pollFirst();
        inFlight += event == null ? 0 : 1;
        return event;
    }

    private void send(Event event) {
        Post post = event.post();
        HttpRequest.Builder request = HttpRequest.newBuilder(post.url())
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofString(post.body()));
        post.headers().forEach(request::header);
        var _ = client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
                .whenComplete((response, failure) -> done(event, failure == null ? response.statusCode() : 0));
    }

    private void done(Event event, int status) {
        boolean ok = status == 200;
        if (status == 0) {
            pause();
        }
        synchronized (this) {
            inFlight--;
            held -= ok ? 1 : 0;
            taken += ok ? 1 : 0;
            refused += ok ? 0 : 1;
            if (answering != ok) {
                answering = ok;
                LOG.info(ok ? "a webhook takes receipts again" : "a webhook does not take receipts; trying on");
            }
        }
        if (!ok) {
            var _ = timer.schedule(() -> retry(event.again()), event.waitMs(), TimeUnit.MILLISECONDS);
        }
        pump();
    }

    /** Nobody is there: without a pause, thousands of waiting events would knock in a busy loop. */
    private synchronized void pause() {
        if (!paused) {
            paused = true;
            var _ = timer.schedule(this::resume, PAUSE_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void resume() {
        synchronized (this) {
            paused = false;
        }
        pump();
    }

    private void retry(Event event) {
        synchronized (this) {
            ready.addLast(event);
        }
        pump();
    }
}
