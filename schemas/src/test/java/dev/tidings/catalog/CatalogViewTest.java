package dev.tidings.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class CatalogViewTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void isEmptyAndNotCaughtUpWhileKafkaIsAway() throws InterruptedException {
        try (CatalogView view = view(() -> {
            throw new KafkaException("away");
        })) {
            assertThat(view.awaitCaughtUp(Duration.ofMillis(20))).isFalse();
            assertThat(view.isCaughtUp()).isFalse();
            assertThat(view.policy("p")).isEmpty();
        }
    }

    @Test
    void keepsItsSnapshotAndStartsOverWhenReadingFails() throws InterruptedException {
        CatalogConsumer first = new CatalogConsumer(Entries.policy("p"), Entries.sms("*", true));
        CatalogConsumer second = new CatalogConsumer(Entries.policy("q"));
        CountDownLatch secondAsked = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        CountDownLatch secondRead = new CountDownLatch(1);
        second.schedulePollTask(() -> {});
        second.schedulePollTask(secondRead::countDown);
        Queue<Supplier<Consumer<byte[], byte[]>>> consumers = new ArrayDeque<>(List.of(() -> first, () -> {
            secondAsked.countDown();
            await(letGo);
            return second;
        }));
        try (CatalogView view = view(() -> consumers.remove().get())) {
            assertThat(view.awaitCaughtUp(LONG)).isTrue();
            first.schedulePollTask(() -> first.setPollException(new KafkaException("broken")));
            await(secondAsked);
            assertThat(view.isCaughtUp()).isTrue();
            assertThat(view.policy("p")).isPresent();
            assertThat(view.smsService("acme")).isPresent();

            letGo.countDown();
            await(secondRead);
            assertThat(view.policy("p")).isEmpty();
            assertThat(view.policy("q")).isPresent();
        }
        assertThat(second.closed()).isTrue();
    }

    @Test
    void countsBadEntries() throws InterruptedException {
        CatalogConsumer consumer = new CatalogConsumer();
        CountDownLatch read = new CountDownLatch(1);
        consumer.schedulePollTask(
                () -> consumer.addRecord(Entries.record(0, "policy/p", new RecordHeaders(), new byte[] {9})));
        consumer.schedulePollTask(read::countDown);
        try (CatalogView view = view(() -> consumer)) {
            await(read);
            assertThat(view.badEntries()).isEqualTo(1);
        }
    }

    private static CatalogView view(Supplier<Consumer<byte[], byte[]>> consumers) {
        CatalogView view = new CatalogView(consumers, Entries.CODEC, Duration.ofMillis(1));
        view.start();
        return view;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
