package dev.tidings.dispatcher.engine;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.dispatcher.dispatch.Takeover;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal in Kafka, read by a consumer without a group that lives as long as one reading. */
final class KafkaJournal implements Journal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaJournal.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Codec codec;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("dispatch-journal").daemon().factory());
    private volatile boolean closed;

    KafkaJournal(Supplier<Consumer<byte[], byte[]>> consumers, Codec codec) {
        this.consumers = consumers;
        this.codec = codec;
    }

    @Override
    public CompletableFuture<Map<Integer, Takeover>> read(Map<Integer, OptionalLong> from) {
        return CompletableFuture.supplyAsync(() -> readNow(from), reader);
    }

    @Override
    public void close() {
        closed = true;
        reader.shutdown();
    }

    private Map<Integer, Takeover> readNow(Map<Integer, OptionalLong> from) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            Map<TopicPartition, OptionalLong> asked = new HashMap<>();
            from.forEach((partition, offset) -> asked.put(new TopicPartition(Topics.ATTEMPTS, partition), offset));
            consumer.assign(asked.keySet());
            Map<TopicPartition, Long> ends = consumer.endOffsets(asked.keySet());
            Map<Integer, Takeover> read = seek(consumer, asked, ends);
            while (!reached(consumer, ends)) {
                if (closed) {
                    throw new IllegalStateException("the journal was closed while it was read");
                }
                consumer.poll(POLL).forEach(found -> feed(read, found));
            }
            // The last record before the end may be a marker.
            ends.forEach(
                    (partition, end) -> takeover(read, partition.partition()).readTo(end));
            LOG.info(
                    "read the journal of {} partitions: {} attempts",
                    read.size(),
                    read.values().stream().mapToInt(Takeover::tasks).sum());
            return read;
        }
    }

    private static Map<Integer, Takeover> seek(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, OptionalLong> asked,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(asked.keySet());
        Map<Integer, Takeover> read = new HashMap<>();
        asked.forEach((partition, offset) -> {
            long beginning = beginnings.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, 0L);
            // An offset beyond the end is of a journal that is no more: what there is now says more than nothing.
            boolean held = offset.isPresent() && offset.getAsLong() >= beginning && offset.getAsLong() <= end;
            long start = held ? offset.getAsLong() : beginning;
            consumer.seek(partition, start);
            read.put(partition.partition(), new Takeover(start));
        });
        return read;
    }

    private static boolean reached(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void feed(Map<Integer, Takeover> read, ConsumerRecord<byte[], byte[]> found) {
        Takeover takeover = takeover(read, found.partition());
        switch (codec.decode(found.headers(), found.value())) {
            case Decoded.Known(var event) -> takeover.read(found.offset(), event);
            case Decoded.UnknownType _ -> takeover.readTo(found.offset() + 1);
            case Decoded.Undecodable(String cause) -> {
                LOG.atWarn()
                        .addKeyValue("topic", found.topic())
                        .addKeyValue("partition", found.partition())
                        .addKeyValue("offset", found.offset())
                        .addKeyValue("cause", cause)
                        .log("a record of the journal cannot be read: it is passed over");
                takeover.readTo(found.offset() + 1);
            }
        }
    }

    private static Takeover takeover(Map<Integer, Takeover> read, int partition) {
        return read.computeIfAbsent(partition, _ -> new Takeover(0));
    }
}
