package dev.tidings.testbed.bench.fallback;

import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.Status;
import dev.tidings.testbed.bench.kit.MessageIds;
import dev.tidings.testbed.bench.kit.Timeline;
import dev.tidings.testbed.bench.kit.TopicScan;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * What comes of a series of requests, as a reader of committed records sees it: that the fallback fired, the SMS that is to be sent,
 * and the end. Read by a thread of its own from the end of the topics on, by the events' ids: decoding them would take the time that
 * is to be measured.
 */
final class Outcomes implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final String FIRED = "/" + Status.FALLBACK_TRIGGERED;
    private static final String ENDED = "/" + Status.FALLBACK_ENDED;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final int first;
    private final Timeline timeline;
    private final long[] firedAt;
    private final int[] fired;
    private final int[] asked;
    private final int[] ended;
    /** How many have fired and have been asked for, and how many have ended: written last. */
    private final AtomicInteger complete = new AtomicInteger();

    private final AtomicInteger over = new AtomicInteger();
    private final Thread thread;

    private Outcomes(KafkaConsumer<byte[], byte[]> consumer, int first, int count, Timeline timeline) {
        this.consumer = consumer;
        this.first = first;
        this.timeline = timeline;
        this.firedAt = new long[count];
        this.fired = new int[count];
        this.asked = new int[count];
        this.ended = new int[count];
        this.thread = Thread.ofPlatform().name("outcomes").start(this::read);
    }

    /** Of the requests from that number on. */
    static Outcomes read(String bootstrapServers, int first, int count, Timeline timeline) {
        KafkaConsumer<byte[], byte[]> consumer = TopicScan.consumer(bootstrapServers);
        List<TopicPartition> partitions = Stream.of(Topics.RESULTS, Lane.SMS.topic())
                .flatMap(topic -> TopicScan.partitions(consumer, topic).stream())
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return new Outcomes(consumer, first, count, timeline);
    }

    private void read() {
        try (consumer) {
            while (!Thread.currentThread().isInterrupted()) {
                consumer.poll(POLL).forEach(this::note);
            }
        } catch (WakeupException e) {
            // Closed, which is the one reason for it.
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> found) {
        String id = String.valueOf(EventHeaders.text(found.headers(), EventHeaders.ID));
        int place = MessageIds.number(id) - first;
        if (place < 0 || place >= fired.length) {
            return;
        }
        if (found.topic().equals(Lane.SMS.topic())) {
            asked[place]++;
            complete(place, asked);
        } else if (id.endsWith(FIRED)) {
            firedAt[place] = fired[place] == 0 ? timeline.millis() : firedAt[place];
            fired[place]++;
            complete(place, fired);
        } else if (id.endsWith(ENDED)) {
            ended[place]++;
            over.addAndGet(ended[place] == 1 ? 1 : 0);
        }
    }

    /** One thing came; whether it is the first of its kind, and the other one is there too. */
    private void complete(int place, int[] which) {
        if (which[place] == 1 && fired[place] > 0 && asked[place] > 0) {
            complete.incrementAndGet();
        }
    }

    /** Waits until each has fired, and its SMS has been asked for, or for so long. */
    void awaitFired(Duration atMost) {
        await(complete, atMost);
    }

    /** Waits until each has ended, or for so long. */
    void awaitEnded(Duration atMost) {
        await(over, atMost);
    }

    private void await(AtomicInteger reached, Duration atMost) {
        long end = timeline.nanos() + atMost.toNanos();
        while (reached.get() < fired.length && timeline.nanos() < end) {
            timeline.pause(LOOK);
        }
    }

    /** How many have ended. */
    int over() {
        return over.get();
    }

    /** Once closed: when those that fired did, milliseconds since 1970, in no order. */
    long[] firedAt() {
        return Arrays.stream(firedAt).filter(at -> at > 0).toArray();
    }

    /** Once closed: of how many nothing was decided, or no SMS was asked for. */
    int lost() {
        return Math.toIntExact(IntStream.range(0, fired.length)
                .filter(place -> fired[place] == 0 || asked[place] == 0)
                .count());
    }

    /** Once closed: how many decisions there are beyond one to fire and one that it is over. */
    int repeatedDecisions() {
        return beyondOne(fired) + beyondOne(ended);
    }

    /** Once closed: how many SMS were asked for beyond one each; those that are tried again are among them. */
    int repeatedTasks() {
        return beyondOne(asked);
    }

    private static int beyondOne(int[] times) {
        return Arrays.stream(times).map(each -> Math.max(0, each - 1)).sum();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
