package dev.tidings.testbed.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.Status;
import dev.tidings.local.up.UpCommand;
import dev.tidings.publish.SendPublisher;
import dev.tidings.publish.SendRequestBuilder;
import dev.tidings.testbed.broker.TopicReader;
import dev.tidings.testbed.upstream.FrontPage;
import dev.tidings.testbed.upstream.Node;
import dev.tidings.testbed.upstream.OrderResults;
import dev.tidings.testbed.upstream.OrderService;
import dev.tidings.testbed.upstream.OrderService.Handover;
import dev.tidings.testbed.upstream.OrderService.Order;
import dev.tidings.testbed.upstream.Page;
import dev.tidings.testbed.upstream.PlainOrderService;
import dev.tidings.topics.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What deploy/upstream.md shows, against a whole Tidings. */
class UpstreamIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path data;

    private static LocalInstallation tidings;
    private static String bootstrapServers;

    @BeforeAll
    static void up() {
        tidings = new LocalInstallation(data, 20390);
        tidings.tidings("up", "--detach");
        bootstrapServers = tidings.bootstrapServers();
    }

    @AfterAll
    static void down() {
        tidings.close();
    }

    @Test
    void javaWithOurLibraryPublishesControlsAndReads() {
        Instant now = InstantSource.system().instant();
        SendRequest review = OrderService.review(new Order("4711", "Ann", "+6581234567", now));
        new FrontPage(bootstrapServers).send();
        try (SendPublisher publisher =
                SendPublisher.create(bootstrapServers, "/order-service", InstantSource.system())) {
            OrderService orders = new OrderService(publisher);
            assertThat(orders.publish(review)).succeedsWithin(PATIENCE).isEqualTo(Handover.DONE);
            assertThat(orders.publish(review)).succeedsWithin(PATIENCE).isEqualTo(Handover.DONE);
            orders.move(review.requestId(), now.plus(Duration.ofDays(8)));
            orders.cancel(review.requestId());
            orders.cancel(review.requestId());
            orders.order("reviews", CampaignAction.PAUSE);
            orders.order("reviews", CampaignAction.RESUME);
        }

        List<DeliveryResult> book = new ArrayList<>();
        new OrderResults(bootstrapServers)
                .read(
                        until(() -> statuses(book, "order-4711-shipped").contains(Status.FALLBACK_NOT_NEEDED)
                                && statuses(book, "order-4711-review").contains(Status.CONTROL_REFUSED)
                                && statuses(book, "reviews").contains(Status.CAMPAIGN_RESUMED)),
                        book::add);

        assertThat(statuses(book, "order-4711-shipped")).contains(Status.SENT);
        assertThat(statuses(book, "order-4711-review"))
                .containsExactly(Status.HELD, Status.RESCHEDULED, Status.CANCELLED, Status.CONTROL_REFUSED);
        assertThat(statuses(book, "reviews")).containsExactly(Status.CAMPAIGN_PAUSED, Status.CAMPAIGN_RESUMED);
        assertThat(book.stream().filter(result -> result.status() == Status.CANCELLED))
                .singleElement()
                .satisfies(cancelled ->
                        assertThat(cancelled.metadata()).isEqualTo(Map.of("order", "4711", "by", "the buyer")));
    }

    @Test
    void ofWhatWasNotPublishedItSaysWhetherToRepeatIt() {
        Map<String, Object> nobody =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1", ProducerConfig.MAX_BLOCK_MS_CONFIG, 100);
        try (SendPublisher publisher =
                SendPublisher.create(nobody, Codec.singleObject(), "/order-service", InstantSource.system())) {
            OrderService orders = new OrderService(publisher);
            SendRequestBuilder request = SendRequestBuilder.to("whatsapp", "shop", "+6581234567")
                    .from("acme", "order-service")
                    .text("Hello");
            assertThat(orders.publish(request.requestId("no/slash").build()))
                    .succeedsWithin(PATIENCE)
                    .isEqualTo(Handover.NEVER);
            assertThat(orders.publish(request.requestId("order-1").build()))
                    .succeedsWithin(PATIENCE)
                    .isEqualTo(Handover.REPEAT);
        }
    }

    @Test
    void javaWithKafkasClientsAndAvroAlonePublishesAndReads() throws Exception {
        somethingOfALaterVersion("order-4712-shipped");
        PlainOrderService orders = new PlainOrderService(bootstrapServers);
        orders.send(InstantSource.system().instant());

        List<dev.tidings.avro.DeliveryResult> book = new ArrayList<>();
        orders.read(until(() -> book.stream().anyMatch(UpstreamIT::isSent)), book::add);

        assertThat(book)
                .filteredOn(UpstreamIT::isSent)
                .singleElement()
                .satisfies(sent -> assertThat(sent.getAccountId()).isEqualTo("shop"));
    }

    /** A result of another type than this version has, read before those of that request. */
    private static void somethingOfALaterVersion(String requestId) throws Exception {
        ProducerRecord<String, byte[]> later =
                new ProducerRecord<>(Topics.RESULTS, requestId, "later".getBytes(StandardCharsets.UTF_8));
        later.headers().add("ce_type", "dev.tidings.avro.Later".getBytes(StandardCharsets.UTF_8));
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var _ = producer.send(later).get();
        }
    }

    @Test
    void nodePublishesAndReads() throws IOException {
        Node.assumeInstalled("upstream");
        String commands = Page.of("deploy", "upstream.md").blocks("sh").getFirst();

        String printed = tidings.shell(commands.replace("localhost:19092", bootstrapServers));

        assertThat(printed.lines().filter(line -> line.startsWith("{")).map(UpstreamIT::json))
                .filteredOn(result -> result.path("requestId").asText().equals("node-1"))
                .last()
                .satisfies(result -> {
                    assertThat(result.path("status").asText()).isEqualTo("SENT");
                    assertThat(result.path("eventId").asText()).isEqualTo("node-1/1/1/SENT");
                });
        assertThat(published("node-1")).satisfies(request -> {
            assertThat(Codec.singleObject().decode(request.headers(), request.value()))
                    .isInstanceOf(Decoded.Known.class);
            assertThat(EventHeaders.text(request.headers(), EventHeaders.SPEC_VERSION))
                    .isEqualTo("1.0");
            assertThat(request.partition()).isEqualTo(partition(request.key()));
        });
    }

    private static ConsumerRecord<byte[], byte[]> published(String requestId) {
        try (TopicReader requests = new TopicReader(bootstrapServers, Topics.REQUESTS)) {
            return requests.await(records -> records.stream().anyMatch(record -> isOf(record, requestId))).stream()
                    .filter(record -> isOf(record, requestId))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean isOf(ConsumerRecord<byte[], byte[]> record, String requestId) {
        return new String(record.key(), StandardCharsets.UTF_8).equals(requestId);
    }

    /** Where Kafka's own client puts it; with a hash of the other sign, so that it matters what becomes of it. */
    private static int partition(byte[] key) {
        int hash = Utils.murmur2(key);
        assertThat(hash).isNegative();
        return Utils.toPositive(hash) % UpCommand.PARTITIONS;
    }

    private static boolean isSent(dev.tidings.avro.DeliveryResult result) {
        return result.getRequestId().equals("order-4712-shipped") && result.getStatus() == dev.tidings.avro.Status.SENT;
    }

    private static List<Status> statuses(List<DeliveryResult> book, String requestId) {
        return book.stream()
                .filter(result -> result.requestId().equals(requestId))
                .map(DeliveryResult::status)
                .toList();
    }

    /** Goes on until that is so, or for a minute. */
    private static BooleanSupplier until(BooleanSupplier isSo) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        return () -> !isSo.getAsBoolean() && System.nanoTime() < deadline;
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new IllegalArgumentException(line, e);
        }
    }
}
