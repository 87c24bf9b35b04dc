package dev.tidings.runtime;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From one start to the next stop of a {@link StreamsRunner}; has several clients, one after the other. */
final class StreamsRun {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsRun.class);

    /** Less than the usual 30 s of a supervisor between asking and killing. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    /** A record that breaks every thread that reads it must not turn the service into a loop at full speed. */
    private static final Duration BEFORE_NEXT_THREAD = Duration.ofSeconds(1);

    /**
     * Longer than a session: a static member that comes back sooner is handed its old assignment by the coordinator, and
     * that says for ever that topics are missing.
     */
    private static final Duration BEFORE_NEXT_LOOK_FOR_TOPICS = KafkaSettings.SESSION.plusSeconds(2);

    private final String name;
    private final Supplier<KafkaStreams> clients;
    private final GroupMembershipOperation whenClosed;
    private final MeterRegistry meters;
    private final Counter failures;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Semaphore ended = new Semaphore(0);
    private final Thread keeper;
    private volatile Client client;
    private volatile boolean topicsMissing;
    private volatile boolean noRoom;
    /** What only a person can mend. */
    private volatile @Nullable String broken;

    /**
     * A run that is not begun yet.
     *
     * @param whenClosed whether the members of the group are gone for good when they are closed
     */
    StreamsRun(String name, Supplier<KafkaStreams> clients, GroupMembershipOperation whenClosed, MeterRegistry meters) {
        this.name = name;
        this.clients = clients;
        this.whenClosed = whenClosed;
        this.meters = meters;
        this.failures = Counter.builder("tidings.streams.failures")
                .description("Stream threads that ended with an exception")
                .register(meters);
        this.keeper = Thread.ofPlatform().name(name + "-keeper").daemon().unstarted(this::keep);
        this.client = newClient();
    }

    void begin() {
        client.open();
        keeper.start();
    }

    /** Returns when all is closed, or when it took too long. */
    void end() {
        stopping.countDown();
        ended.release();
        try {
            if (!keeper.join(CLOSE_WITHIN.plusSeconds(1))) {
                LOG.warn("{}: did not close within {}", name, CLOSE_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    State state() {
        return client.streams.state();
    }

    KafkaStreams streams() {
        return client.streams;
    }

    boolean isReady() {
        return state() == State.RUNNING && !noRoom;
    }

    boolean isAlive() {
        return topicsMissing || (state() != State.ERROR && state() != State.PENDING_ERROR);
    }

    String describe() {
        String reason = broken;
        if (reason != null) {
            return reason;
        }
        if (noRoom) {
            return "no room is left on the disk of tidings.state-dir";
        }
        return topicsMissing ? "topics missing: run ./tidings topics --apply" : state().name();
    }

    private void keep() {
        try {
            ended.acquire();
            while (topicsMissing && !stopping.await(BEFORE_NEXT_LOOK_FOR_TOPICS.toMillis(), TimeUnit.MILLISECONDS)) {
                client.close();
                client = newClient();
                client.open();
                ended.acquire();
            }
            if (stopping.getCount() > 0) {
                LOG.error("{}: ended for good; only a new process helps", name);
                stopping.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            client.close();
        }
    }

    private Client newClient() {
        return new Client(clients.get());
    }

    private void onChange(State now, State before) {
        LOG.info("{}: {} -> {}", name, before, now);
        if (now == State.RUNNING) {
            topicsMissing = false;
            noRoom = false;
        }
        if (now == State.ERROR) {
            ended.release();
        }
    }

    /** Runs in the thread that is about to end. */
    private StreamThreadExceptionResponse onFailure(Throwable failure) {
        return switch (StreamsFailure.of(failure)) {
            case TOPICS_MISSING -> {
                LOG.error(
                        "{}: topics missing: run ./tidings topics --apply (looking again every {} s)",
                        name,
                        BEFORE_NEXT_LOOK_FOR_TOPICS.toSeconds());
                topicsMissing = true;
                yield SHUTDOWN_CLIENT;
            }
            case NO_ROOM -> {
                failures.increment();
                LOG.atError()
                        .addKeyValue("cause", FailureNote.of(failure))
                        .log(
                                "{}: no room is left on the disk of tidings.state-dir: make some. Until then it begins anew"
                                        + " again and again, and loses nothing",
                                name);
                noRoom = true;
                pause();
                yield REPLACE_THREAD;
            }
            case THREAD -> {
                failures.increment();
                LOG.atError()
                        .addKeyValue("cause", FailureNote.of(failure))
                        .log("{}: a stream thread failed; another takes its place", name);
                pause();
                yield REPLACE_THREAD;
            }
            case PROCESS -> {
                failures.increment();
                LOG.atError().addKeyValue("cause", FailureNote.of(failure)).log("{}: the process is broken", name);
                topicsMissing = false;
                broken = StateException.in(failure).map(Throwable::getMessage).orElse(null);
                yield SHUTDOWN_CLIENT;
            }
        };
    }

    private void pause() {
        try {
            if (stopping.await(BEFORE_NEXT_THREAD.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("{}: stopping while a thread is being replaced", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A Kafka Streams client can be started once only; this is one, with its meters. */
    private final class Client {
        final KafkaStreams streams;
        private final KafkaStreamsMetrics binder;

        Client(KafkaStreams streams) {
            this.streams = streams;
            this.binder = new KafkaStreamsMetrics(streams);
        }

        void open() {
            streams.setStateListener(StreamsRun.this::onChange);
            streams.setUncaughtExceptionHandler(StreamsRun.this::onFailure);
            binder.bindTo(meters);
            streams.start();
        }

        void close() {
            binder.close();
            if (!streams.close(CloseOptions.timeout(CLOSE_WITHIN).withGroupMembershipOperation(whenClosed))) {
                LOG.warn("{}: threads still ran after {}", name, CLOSE_WITHIN);
            }
        }
    }
}
