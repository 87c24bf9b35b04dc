package dev.tidings.testbed.bench.hold;

import dev.tidings.testbed.bench.kit.Book;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import dev.tidings.testbed.bench.kit.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * F: two instances with a copy of each other's state, under an even load. One is killed, comes back, is stopped, comes back, and a
 * third is added. The gap of each event is how late the latest release around it is.
 */
final class Failover {
    private static final int RATE = 500;
    /** So long after the load has begun: what is due around the event is held by then. */
    private static final Duration BEFORE = Duration.ofSeconds(8);

    private final Session session;
    private final Sizes sizes;
    private final Steady steady;

    Failover(Session session, Sizes sizes, Timeline timeline) {
        this.session = session;
        this.sizes = sizes;
        this.steady = new Steady(session, timeline);
    }

    void run(Book book) {
        List<HoldSubject.Instance> instances = session.subject().instances();
        HoldSubject.Instance first = instances.getFirst();
        during(book, "F-quiet", () -> {});
        during(book, "F-kill", first::kill);
        during(book, "F-back-killed", first::start);
        during(book, "F-stop", first::stop);
        during(book, "F-back-stopped", first::start);
        during(book, "F-add", instances.getLast()::start);
    }

    private void during(Book book, String scenario, Runnable event) {
        CompletableFuture<Void> happened = CompletableFuture.runAsync(
                event, CompletableFuture.delayedExecutor(BEFORE.toMillis(), TimeUnit.MILLISECONDS));
        Tally tally = steady.run(RATE, sizes.failover()).tally();
        try {
            happened.join();
        } catch (CompletionException e) {
            throw new SubjectFailedException(scenario + ": " + e.getCause(), e);
        }
        Tallies.put(book, scenario, tally);
    }
}
