package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.topics.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class StreamsRunnerTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private StreamsRunner runner;

    @BeforeEach
    void setUp(@TempDir Path stateDir) {
        runner = new StreamsRunner("tidings-test", copy(), Samples.kafka(stateDir), Samples.pace(), meters);
    }

    @AfterEach
    void stopIt() {
        runner.stop();
    }

    @Test
    void isAliveButNotReadyBeforeItStarts() {
        assertThat(runner.isRunning()).isFalse();
        assertThat(runner.isAlive()).isTrue();
        assertThat(runner.isReady()).isFalse();
    }

    @Test
    void startsWithoutABroker() {
        runner.start();
        assertThat(runner.isRunning()).isTrue();
        assertThat(runner.isAlive()).isTrue();
        assertThat(runner.isReady()).isFalse();
    }

    @Test
    @Timeout(9)
    void stopsWithoutABroker() throws InterruptedException {
        runner.start();
        runner.stop();
        assertThat(runner.isRunning()).isFalse();
        for (Thread thread : threadsOfStreams()) {
            // What ends the last ones, a close's own thread, may still be returning.
            assertThat(thread.join(Duration.ofSeconds(2))).as(thread.getName()).isTrue();
        }
    }

    @Test
    void startsAgainAfterAStop() {
        runner.start();
        runner.stop();
        runner.start();
        assertThat(runner.isRunning()).isTrue();
    }

    @Test
    void showsWhetherItRuns() {
        runner.start();
        Gauge running = meters.get("tidings.streams.running").gauge();
        assertThat(running.value()).isZero();
    }

    @Test
    void knowsNoOtherInstancesBeforeKafkaHasToldIt() {
        assertThat(runner.hosts("store")).isEmpty();
        runner.start();
        assertThat(runner.hosts("store")).isEmpty();
        assertThat(runner.owner("store", "key")).isEmpty();
        runner.stop();
        assertThat(runner.hosts("store")).isEmpty();
    }

    @Test
    void startsAfterTheCatalog() {
        assertThat(runner.getPhase()).isGreaterThan(CatalogGate.PHASE);
    }

    @Test
    void waitsForTopicsThatAreMissing() {
        Throwable failure = new StreamsException("wrapped", new MissingSourceTopicException("missing"));
        assertThat(StreamsFailure.of(failure)).isEqualTo(StreamsFailure.TOPICS_MISSING);
    }

    @Test
    void replacesAThreadThatFailed() {
        Throwable failure = new StreamsException(new IllegalStateException("bug"));
        assertThat(StreamsFailure.of(failure)).isEqualTo(StreamsFailure.THREAD);
    }

    @Test
    void waitsForRoomWhereTheDiskIsFull() {
        Status full = new Status(Status.Code.IOError, Status.SubCode.NoSpace, "No space left on device");
        var failure = new ProcessorStateException("flush", new RocksDBException("While appending", full));

        assertThat(StreamsFailure.of(new StreamsException(failure))).isEqualTo(StreamsFailure.NO_ROOM);
        assertThat(StreamsFailure.of(
                        new StreamsException(new FileSystemException("a", null, "No space left on device"))))
                .isEqualTo(StreamsFailure.NO_ROOM);
        Status other = new Status(Status.Code.Corruption, Status.SubCode.None, "checksum");
        assertThat(StreamsFailure.of(new StreamsException(new RocksDBException("While reading", other))))
                .isEqualTo(StreamsFailure.THREAD);
        assertThat(StreamsFailure.of(new StreamsException(new RocksDBException("no status"))))
                .isEqualTo(StreamsFailure.THREAD);
    }

    @Test
    void givesUpWhereTheProcessIsBroken() {
        assertThat(StreamsFailure.of(new StreamsException(new OutOfMemoryError())))
                .isEqualTo(StreamsFailure.PROCESS);
    }

    @Test
    void givesUpWhereTheStateIsOfAnotherVersion() {
        assertThat(StreamsFailure.of(new StreamsException(new StateVersionException("state", 0, 2))))
                .isEqualTo(StreamsFailure.PROCESS);
    }

    private static List<Thread> threadsOfStreams() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tidings-test"))
                .toList();
    }

    private static Topology copy() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(Topics.REQUESTS).to(Topics.RESULTS);
        return builder.build();
    }
}
