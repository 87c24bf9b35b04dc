package dev.tidings.dispatcher.engine;

import dev.tidings.catalog.Catalog;
import dev.tidings.codec.Codec;
import dev.tidings.dispatcher.channel.Channels;
import dev.tidings.dispatcher.publish.Publisher;
import dev.tidings.runtime.DeadLetters;
import dev.tidings.runtime.KafkaSettings;
import dev.tidings.runtime.trace.Tracing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the engine together on a real Kafka. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DispatchProperties.class)
class DispatchConfiguration {
    private static final String GROUP = "tidings-dispatcher";

    /** One full fetch would fill the window from a few partitions while the recipients of the others wait. */
    private static final int FETCH_BYTES = 64 * 1024;

    /**
     * A broker is asked for more only when it has answered. While partitions with a backlog are paused, it is asked for the silent
     * lanes alone, and keeps the question for this long: so long the others wait when they are resumed.
     */
    private static final int FETCH_WITHIN_MILLIS = 50;

    /** Of what a call waits for. Closed by {@link ProducersEnd}. */
    @Bean(destroyMethod = "")
    Producer<byte[], byte[]> promptProducer(KafkaSettings kafka) {
        return new KafkaProducer<>(prompt(kafka));
    }

    /** Of all else. Closed by {@link ProducersEnd}. */
    @Bean(destroyMethod = "")
    Producer<byte[], byte[]> gatheringProducer(KafkaSettings kafka) {
        return new KafkaProducer<>(gathering(kafka));
    }

    @Bean(destroyMethod = "close")
    ProducersEnd producersEnd(
            Producer<byte[], byte[]> promptProducer, Producer<byte[], byte[]> gatheringProducer, StopBudget budget) {
        return new ProducersEnd(List.of(promptProducer, gatheringProducer), budget);
    }

    @Bean
    StopBudget stopBudget(
            DispatchProperties properties,
            @Value("${spring.lifecycle.timeout-per-shutdown-phase:30s}") Duration webhooks) {
        properties.checkStop(webhooks);
        return new StopBudget(properties, System::nanoTime);
    }

    static Map<String, Object> prompt(KafkaSettings kafka) {
        return producer(kafka, GROUP + "-starts");
    }

    /**
     * A broker's time and ours go by the request, and no call waits for what this one writes: with a few milliseconds a request
     * carries dozens of records. They are the longest, since whatever is full takes all others along.
     */
    static Map<String, Object> gathering(KafkaSettings kafka) {
        Map<String, Object> settings = producer(kafka, GROUP);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 3);
        return settings;
    }

    /**
     * With Kafka's two minutes an attempt's end could get into the journal long after answerBy, when a new owner has judged
     * it. What fails is published again, for as long as it is wanted.
     */
    private static Map<String, Object> producer(KafkaSettings kafka, String clientId) {
        Map<String, Object> settings = kafka.producer(clientId);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_000);
        return settings;
    }

    @Bean
    Publisher publisher(
            Producer<byte[], byte[]> promptProducer,
            Producer<byte[], byte[]> gatheringProducer,
            Codec codec,
            Tracing tracing) {
        return new Publisher(promptProducer, gatheringProducer, codec, tracing);
    }

    @Bean(destroyMethod = "close")
    KafkaJournal journal(KafkaSettings kafka, Codec codec) {
        return new KafkaJournal(() -> new KafkaConsumer<>(kafka.reader(GROUP + "-journal")), codec);
    }

    @Bean(destroyMethod = "close")
    DispatchMetrics dispatchMetrics(MeterRegistry meters, Catalog catalog) {
        return new DispatchMetrics(meters, catalog);
    }

    /** Kafka's own. */
    @Bean(destroyMethod = "close")
    KafkaClientMetrics promptProducerMetrics(Producer<byte[], byte[]> promptProducer) {
        return new KafkaClientMetrics(promptProducer);
    }

    /** Kafka's own. */
    @Bean(destroyMethod = "close")
    KafkaClientMetrics gatheringProducerMetrics(Producer<byte[], byte[]> gatheringProducer) {
        return new KafkaClientMetrics(gatheringProducer);
    }

    @Bean
    EngineParts engineParts(
            Codec codec,
            Channels channels,
            Publisher publisher,
            DeadLetters deadLetters,
            DispatchMetrics metrics,
            Tracing tracing,
            StopBudget budget,
            InstantSource clock) {
        return new EngineParts(
                codec, channels, publisher, deadLetters, metrics, tracing, budget, clock, System::nanoTime);
    }

    @Bean
    DispatchEngine dispatchEngine(
            DispatchProperties properties,
            EngineParts parts,
            KafkaJournal journal,
            KafkaSettings kafka,
            StopBudget budget) {
        return new DispatchEngine(
                () -> parts.assemble(properties, new KafkaConsumer<>(lanes(kafka)), journal), budget::leaving);
    }

    /** Sending may stand still while receipts are taken, and the reverse. */
    @Bean
    MeterBinder dispatchRunning(DispatchEngine engine) {
        return meters -> Gauge.builder("tidings.dispatch.running", engine, each -> isDispatching(each) ? 1 : 0)
                .description("1 while tasks are taken from the lanes")
                .register(meters);
    }

    /** What nobody but a person mends is told apart from what ends by itself. */
    @Bean
    MeterBinder dispatchFenced(DispatchEngine engine) {
        return meters -> Gauge.builder("tidings.dispatch.fenced", engine, each -> isFenced(each) ? 1 : 0)
                .description("1 when another process has this one's instance id, and has taken its place")
                .register(meters);
    }

    private static boolean isFenced(DispatchEngine engine) {
        return engine.state() == DispatchEngine.State.FENCED;
    }

    private static boolean isDispatching(DispatchEngine engine) {
        return engine.state() == DispatchEngine.State.DISPATCHING;
    }

    /** Work gets done. */
    @Bean
    HealthIndicator dispatchHealthIndicator(DispatchEngine engine) {
        return () -> (isDispatching(engine) ? Health.up() : Health.outOfService())
                .withDetail("state", engine.state())
                .build();
    }

    /** Only a new process would help when this is down. */
    @Bean
    HealthIndicator dispatchAliveHealthIndicator(DispatchEngine engine) {
        return () -> (engine.isAlive() ? Health.up() : Health.down()).build();
    }

    static Map<String, Object> lanes(KafkaSettings kafka) {
        Map<String, Object> settings = kafka.consumer(GROUP, GROUP);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WITHIN_MILLIS);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, DispatchProperties.POLL_RECORDS);
        return settings;
    }
}
