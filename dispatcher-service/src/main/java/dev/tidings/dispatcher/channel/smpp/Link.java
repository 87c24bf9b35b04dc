package dev.tidings.dispatcher.channel.smpp;

import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.dispatcher.channel.smpp.Binder.Way;
import dev.tidings.runtime.FailureNote;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one session bound, from the first message on: binds again when it is lost, after a rest that grows with each failure and
 * is never the same for two instances. Who comes while nothing was tried yet, or right after a session that had lasted, waits for the
 * bind; else the last failure is theirs too.
 */
final class Link implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final Way CLOSED = Way.unreachable("the connection is being closed");
    private static final int MOST_DOUBLINGS = 6;

    private final Binder binder;
    private final SmppSession.Reports reports;
    private final SmppTimes times;
    private final RandomGenerator random;
    private final LinkEvents events;
    private final CountDownLatch closing = new CountDownLatch(1);
    private CompletableFuture<Way> way = new CompletableFuture<>();
    private @Nullable Thread keeper;

    Link(Binder binder, SmppSession.Reports reports, SmppTimes times, RandomGenerator random, LinkEvents events) {
        this.binder = binder;
        this.reports = reports;
        this.times = times;
        this.random = random;
        this.events = events;
    }

    /** Whether, and where, messages can go out now. */
    Way way(Duration within) throws InterruptedException {
        try {
            return started().get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Way.unreachable("the session is not bound yet");
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes a way exceptionally", e);
        }
    }

    private synchronized CompletableFuture<Way> started() {
        if (keeper == null && closing.getCount() > 0) {
            keeper = Thread.ofVirtual().name("smpp-keep").start(this::keep);
        }
        return way;
    }

    private synchronized void is(Way known) {
        if (!way.complete(known)) {
            way = CompletableFuture.completedFuture(known);
        }
    }

    private synchronized void isToBeSeen() {
        if (way.isDone()) {
            way = new CompletableFuture<>();
        }
    }

    /** Whether it is closed before that time is over. */
    boolean closesWithin(Duration time) throws InterruptedException {
        return closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void keep() {
        int failures = 0;
        try {
            do {
                Way next = bind();
                is(next);
                failures = switch (next) {
                    case Way.Blocked(Outcome why) -> failed(why, failures);
                    case Way.Open(SmppSession session) -> bound(session, failures);
                };
            } while (!closesWithin(rest(failures)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            is(CLOSED);
        }
    }

    /** Whatever is wrong with it, this thread goes on: nobody would start another. */
    private Way bind() throws InterruptedException {
        try {
            return binder.bind(reports);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("cause", FailureNote.of(e)).log("a session could not be set up");
            return Way.unreachable("the session could not be set up");
        }
    }

    private int failed(Outcome why, int failures) {
        if (closing.getCount() > 0) {
            events.failed(why);
        }
        return failures + 1;
    }

    /** Returns when the session has ended. */
    private int bound(SmppSession session, int failures) throws InterruptedException {
        events.bound();
        if (closing.getCount() == 0) {
            session.close();
        }
        boolean lasted = !session.endsWithin(times.enquireEvery());
        while (!session.endsWithin(times.enquireEvery())) {}
        if (closing.getCount() > 0) {
            events.lost();
        }
        if (lasted) {
            isToBeSeen();
            return 0;
        }
        is(Way.unreachable("the connection was lost"));
        return failures + 1;
    }

    private Duration rest(int failures) {
        long longest = times.restFor().toNanos() << Math.min(failures, MOST_DOUBLINGS);
        return Duration.ofNanos(random.nextLong(longest / 2, longest + 1));
    }

    @Override
    public void close() {
        closing.countDown();
        @Nullable Thread running;
        CompletableFuture<Way> last;
        synchronized (this) {
            running = keeper;
            last = way;
        }
        if (last.getNow(CLOSED) instanceof Way.Open(SmppSession session)) {
            session.close();
        } else if (running != null) {
            // It connects, or waits for the answer to its bind.
            running.interrupt();
        }
        is(CLOSED);
        join(running);
    }

    private void join(@Nullable Thread running) {
        try {
            if (running != null) {
                running.join(times.goodByeWithin());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
