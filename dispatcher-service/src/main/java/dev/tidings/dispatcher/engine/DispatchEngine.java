package dev.tidings.dispatcher.engine;

import dev.tidings.runtime.FailureNote;
import dev.tidings.runtime.StreamsRunner;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The poll thread: turns the loop from the application's start to its end, whatever goes wrong in a turn. */
final class DispatchEngine implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DispatchEngine.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final Supplier<Running> starts;
    private final Supplier<Duration> stopWithin;
    private volatile @Nullable Running running;
    private volatile State state = State.STOPPED;
    private @Nullable Thread thread;

    /**
     * An engine, not started yet.
     *
     * @param stopWithin how long the loop may take to end, asked when it has to
     */
    DispatchEngine(Supplier<Running> starts, Supplier<Duration> stopWithin) {
        this.starts = starts;
        this.stopWithin = stopWithin;
    }

    /** How it goes. */
    enum State {
        STOPPED,
        /** Not in the group yet, or some partitions are not open yet. */
        OPENING,
        DISPATCHING,
        /** The last turn failed; the next is tried. */
        TROUBLED,
        /** Another process has the same instance id: only stopping one of them helps. */
        FENCED
    }

    /**
     * A loop and what it needs to be ended.
     *
     * @param loop what is turned
     * @param consumer what is closed
     * @param ended opened when tasks shall try no more
     */
    record Running(LaneLoop loop, Consumer<byte[], byte[]> consumer, CountDownLatch ended) {}

    State state() {
        return state;
    }

    /** False when only a new process helps: another one has taken this one's place, or the poll thread is gone. */
    boolean isAlive() {
        return state != State.FENCED && (state != State.STOPPED || running == null);
    }

    @Override
    public synchronized void start() {
        if (running == null) {
            Running started = starts.get();
            state = State.OPENING;
            running = started;
            thread = Thread.ofPlatform().name("dispatch-poll").start(() -> run(started));
        }
    }

    @Override
    public synchronized void stop() {
        Running current = running;
        Thread poll = thread;
        running = null;
        if (current != null && poll != null) {
            // Not woken: a poll is short, and a wake-up that misses it would break the last commit instead.
            Duration within = stopWithin.get();
            try {
                if (!poll.join(within)) {
                    LOG.warn("the poll thread did not end within {}", within);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** After receipts, so that it stops before them. */
    @Override
    public int getPhase() {
        return StreamsRunner.PHASE + 1;
    }

    private void run(Running current) {
        try {
            current.loop().begin();
            while (running != null && state != State.FENCED) {
                turn(current);
            }
        } catch (Error e) {
            // What was polled may not have been taken in: committing how far the consumer is would lose it.
            LOG.atError().addKeyValue("cause", FailureNote.of(e)).log("the poll thread ends");
            current.loop().abandon();
            throw e;
        } finally {
            end(current);
        }
    }

    private void turn(Running current) {
        try {
            current.loop().turn();
            state = current.loop().isReady() ? State.DISPATCHING : State.OPENING;
        } catch (FencedInstanceIdException e) {
            LOG.error("another process has this one's tidings.instance-id: give each its own");
            state = State.FENCED;
            current.loop().abandon();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("cause", FailureNote.of(e)).log("a turn failed, the next follows");
            state = State.TROUBLED;
            rest(current);
        }
    }

    private void end(Running current) {
        try {
            current.loop().end();
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("cause", FailureNote.of(e))
                    .log("the end failed: what was not committed is replayed");
        } finally {
            current.ended().countDown();
            current.consumer().close(CloseOptions.timeout(CLOSE_WITHIN));
            state = state == State.FENCED ? State.FENCED : State.STOPPED;
        }
    }

    private static void rest(Running current) {
        try {
            var _ = current.ended().await(AFTER_TROUBLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
