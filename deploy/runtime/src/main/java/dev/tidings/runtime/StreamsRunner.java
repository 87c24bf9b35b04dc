package dev.tidings.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Runs one Kafka Streams topology for as long as the application runs. */
public final class StreamsRunner implements SmartLifecycle {
    private final String name;
    private final Topology topology;
    private final Properties settings;
    private final MeterRegistry meters;
    private @Nullable KafkaStreams streams;

    /**
     * A runner, not started yet.
     *
     * @param name the application id: consumer group, folder of the state, prefix of internal topics
     */
    public StreamsRunner(String name, Topology topology, KafkaSettings kafka, MeterRegistry meters) {
        this.name = name;
        this.topology = topology;
        this.settings = kafka.streams(name);
        this.meters = meters;
    }

    public String name() {
        return name;
    }

    @Override
    public synchronized void start() {
        streams = new KafkaStreams(topology, settings);
        streams.start();
        meters.config();
    }

    @Override
    public synchronized void stop() {
        if (streams != null) {
            streams.close();
        }
        streams = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return streams != null;
    }
}
