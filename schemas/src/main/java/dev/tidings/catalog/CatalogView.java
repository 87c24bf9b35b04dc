package dev.tidings.catalog;

import dev.tidings.codec.Codec;
import dev.tidings.contract.FallbackPolicy;
import dev.tidings.contract.MessageTemplate;
import dev.tidings.contract.SenderAccount;
import dev.tidings.contract.SmsService;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog topic in memory, followed by a thread of its own. It is empty until it has caught up with what stood in the
 * topic when it began to read; from then on it shows whole snapshots, and the last one as long as Kafka is away. A bad
 * entry is logged and counted, and the entry before it stays.
 */
public final class CatalogView implements Catalog, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogView.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Codec codec;
    private final Duration pause;
    private final Thread reader;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong badEntries = new AtomicLong();
    private volatile MapCatalog snapshot = MapCatalog.of();
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    /** Of the reader's thread only. */
    private @Nullable String lastFailure;

    CatalogView(Supplier<Consumer<byte[], byte[]>> consumers, Codec codec, Duration pause) {
        this.consumers = consumers;
        this.codec = codec;
        this.pause = pause;
        this.reader = Thread.ofPlatform().name("tidings-catalog").daemon().unstarted(this::follow);
    }

    /**
     * Starts reading; Kafka and the topic may come later.
     *
     * @param settings how to reach Kafka: bootstrap.servers, and whatever security and client id need. What the view
     *     depends on (no group, no commits, committed records only) it sets itself.
     */
    public static CatalogView start(Map<String, ?> settings, Codec codec) {
        Map<String, Object> consumer = CatalogReader.settings(settings);
        CatalogView view = new CatalogView(
                () -> new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                codec,
                Duration.ofSeconds(1));
        view.start();
        return view;
    }

    void start() {
        reader.start();
    }

    /** Whether everything that stood in the topic at the start has been read. Stays true once it is. */
    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    /** Waits until caught up; false when the time ran out before. */
    public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
        return caughtUp.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Bad records read so far; one is counted again when the topic is read again from its beginning. */
    public long badEntries() {
        return badEntries.get();
    }

    @Override
    public Optional<SenderAccount> account(String channel, String accountId) {
        return snapshot.account(channel, accountId);
    }

    @Override
    public Collection<SenderAccount> accounts() {
        return snapshot.accounts();
    }

    @Override
    public Optional<MessageTemplate> template(String channel, String code, String language) {
        return snapshot.template(channel, code, language);
    }

    @Override
    public Optional<FallbackPolicy> policy(String id) {
        return snapshot.policy(id);
    }

    @Override
    public Optional<SmsService> smsService(String tenant) {
        return snapshot.smsService(tenant);
    }

    /** Stops following; the last snapshot stays. */
    @Override
    public void close() {
        closed.countDown();
        Consumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        try {
            reader.join(CLOSE_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try {
            do {
                readFromBeginning();
            } while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the view is closed, or when only starting over helps. */
    private void readFromBeginning() {
        try (Consumer<byte[], byte[]> current = consumers.get()) {
            consumer = current;
            CatalogReader read = new CatalogReader(current, new CatalogFold(codec), this::bad);
            while (closed.getCount() > 0) {
                read.poll().ifPresent(this::show);
            }
        } catch (WakeupException e) {
            LOG.debug("catalog reader woken up to close");
        } catch (OffsetOutOfRangeException e) {
            LOG.info("the catalog topic was cut or made anew: reading it from its beginning");
        } catch (RuntimeException e) {
            // Whatever it is, a service is better off with the last snapshot than without the view.
            failed(e);
        } finally {
            consumer = null;
        }
    }

    /** Tells a failure once, and not at every try until it is over. */
    private void failed(RuntimeException e) {
        String failure = e.getClass().getSimpleName();
        if (!failure.equals(lastFailure)) {
            switch (e) {
                case CatalogReader.TopicMissingException _ ->
                    LOG.warn(
                            "catalog: topics missing: run ./tidings topics --apply (looking again until they are there)");
                default ->
                    LOG.atWarn()
                            .addKeyValue("cause", failure)
                            .log("reading the catalog failed: trying again until it works");
            }
        }
        lastFailure = failure;
    }

    private void show(MapCatalog catalog) {
        lastFailure = null;
        snapshot = catalog;
        caughtUp.countDown();
    }

    private void bad(String cause) {
        badEntries.incrementAndGet();
        LOG.atWarn().addKeyValue("cause", cause).log("bad entry in the catalog, the one before it stays");
    }
}
