package dev.tidings.local.broker;

import dev.tidings.local.process.Child;
import dev.tidings.local.process.JavaProgram;
import dev.tidings.local.process.Jvm;
import dev.tidings.local.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/**
 * One real broker (KRaft, broker and controller in one node) as a child process. It can't outlive this process, and
 * its data stays where {@link BrokerConfig} says.
 */
public final class BrokerProcess implements AutoCloseable {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);

    private static final List<String> JVM = List.of(
            // Whole from the start, as Kafka's own scripts have it. Left to itself it stays small, and is collected
            // every second, which holds up every transaction.
            "-Xms512m",
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.log.kafka.server=info",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

    /** It does one thing and ends: nothing gets warm, and to keep its classes would take longer than it runs. */
    private static final List<String> TOOL = List.of(
            "-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

    private final BrokerConfig config;
    private final Child child;

    private BrokerProcess(BrokerConfig config, Child child) {
        this.config = config;
        this.child = child;
    }

    /**
     * Formats the storage where that is new, starts the broker, and waits until it answers.
     *
     * @throws BrokerFailedException where it does not, with the end of its log
     */
    public static BrokerProcess start(BrokerConfig config) {
        check(config);
        try {
            Files.createDirectories(config.dataDir());
            Files.writeString(config.propertiesFile(), config.properties());
        } catch (IOException e) {
            throw new BrokerFailedException("the broker's data folder can't be written: " + config.dataDir(), e);
        }
        format(config);
        Child child = Child.start(program(
                config,
                config.jvm(JVM),
                "kafka.Kafka",
                List.of(config.propertiesFile().toString())));
        BrokerProcess broker = new BrokerProcess(config, child);
        try {
            broker.awaitAnswer();
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Where the partitions' records lie: a folder each, called topic-partition. */
    public Path logDir() {
        return config.logDir();
    }

    public String bootstrapServers() {
        return config.bootstrapServers();
    }

    /** The broker as a process: its handle, log, and end. */
    public Child child() {
        return child;
    }

    /** Kills the broker outright, as a crash would. */
    public void kill() {
        child.kill();
    }

    @Override
    public void close() {
        child.close();
    }

    /**
     * Creates the topics of Tidings that are missing, and changes nothing about the others. They can be written to when this
     * returns.
     *
     * @param partitions the number of partitions of every keyed topic
     * @param replicas copies of each partition
     */
    public static TopicReport createTopics(String bootstrapServers, int partitions, short replicas) {
        try (Admin admin = admin(bootstrapServers, ANSWERS_WITHIN)) {
            return new TopicSetup(admin, partitions, replicas).apply();
        }
    }

    /** What {@link #createTopics} would do and tell; changes nothing. */
    public static TopicReport checkTopics(String bootstrapServers, int partitions, short replicas) {
        try (Admin admin = admin(bootstrapServers, Duration.ofSeconds(20))) {
            return new TopicSetup(admin, partitions, replicas).check();
        }
    }

    static Admin admin(String bootstrapServers, Duration timeout) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) timeout.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) Math.min(5000, timeout.toMillis()),
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG,
                50,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                100));
    }

    private static void check(BrokerConfig config) {
        if (!Files.isDirectory(config.libDir())) {
            throw new BrokerFailedException("the broker's jars are not at " + config.libDir()
                    + ": build them with mvn -pl deploy/local/broker package");
        }
        for (int port : List.of(config.port(), config.controllerPort())) {
            if (!Ports.free(port)) {
                throw new BrokerFailedException("the broker's port " + port + " is in use");
            }
        }
    }

    private static void format(BrokerConfig config) {
        List<String> arguments = List.of(
                "format",
                "--ignore-formatted",
                "--cluster-id",
                clusterId(config),
                "--config",
                config.propertiesFile().toString());
        try (Child tool = Child.start(program(config, Jvm.with(TOOL), "kafka.tools.StorageTool", arguments))) {
            int status = tool.ended().get(ANSWERS_WITHIN.toSeconds(), TimeUnit.SECONDS);
            if (status != 0) {
                throw new BrokerFailedException(
                        "the broker's storage could not be formatted (exit status " + status + ")\n" + tool.logTail());
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new BrokerFailedException("the broker's storage could not be formatted", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Written before the storage is formatted: after a format that was cut short the next one has to use the same id. */
    private static String clusterId(BrokerConfig config) {
        Path file = config.dataDir().resolve("cluster.id");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, Uuid.randomUuid().toString());
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new BrokerFailedException("the broker's cluster id can't be kept in " + file, e);
        }
    }

    private static JavaProgram program(BrokerConfig config, Jvm jvm, String mainClass, List<String> arguments) {
        return new JavaProgram(
                "broker",
                List.of(config.libDir().toAbsolutePath() + "/*"),
                jvm,
                mainClass,
                arguments,
                Map.of(),
                config.logFile());
    }

    /** A broker answers only once it takes records; a process that ends before that will never answer. */
    private void awaitAnswer() {
        try (Admin admin = admin(bootstrapServers(), ANSWERS_WITHIN)) {
            CompletableFuture<?> answer =
                    admin.describeCluster().nodes().toCompletionStage().toCompletableFuture();
            CompletableFuture.anyOf(answer, child.ended()).get(ANSWERS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BrokerFailedException(
                    "the broker did not answer within " + ANSWERS_WITHIN.toSeconds() + " s\n" + child.logTail(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        if (!child.alive()) {
            throw new BrokerFailedException("the broker ended at once\n" + child.logTail());
        }
    }

    private static BrokerFailedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new BrokerFailedException("interrupted while the broker was starting", e);
    }
}
