package dev.tidings.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.codec.Codec;
import dev.tidings.codec.Decoded;
import dev.tidings.codec.EventHeaders;
import dev.tidings.contract.CampaignAction;
import dev.tidings.contract.CampaignControl;
import dev.tidings.contract.CancelSend;
import dev.tidings.contract.RescheduleSend;
import dev.tidings.contract.SendRequest;
import dev.tidings.contract.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class SendPublisherTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final MockProducer<byte[], byte[]> producer = new MockProducer<>(
            false, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
    private final SendPublisher publisher = new SendPublisher(
            producer, Codec.singleObject(), "/shop/orders", InstantSource.fixed(NOW), Optional::empty);
    private final SendRequest request = SendRequestBuilder.to("whatsapp", "shop", "+6581234567")
            .requestId("order-1")
            .from("acme", "orders")
            .text("Hello")
            .build();

    @Test
    void publishesUnderTheRequestIdWithHeadersThatSayWhatItIs() {
        assertThat(publisher.send(request)).isNotDone();
        ProducerRecord<byte[], byte[]> published = producer.history().getFirst();
        assertThat(published.topic()).isEqualTo("tidings.requests");
        assertThat(published.key()).isEqualTo("order-1".getBytes(StandardCharsets.UTF_8));
        assertThat(header(published, EventHeaders.ID)).isEqualTo("order-1");
        assertThat(header(published, EventHeaders.TYPE)).isEqualTo("dev.tidings.avro.SendRequest");
        assertThat(header(published, EventHeaders.SOURCE)).isEqualTo("/shop/orders");
        assertThat(header(published, EventHeaders.TIME)).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(header(published, EventHeaders.SPEC_VERSION)).isEqualTo("1.0");
        assertThat(Codec.singleObject().decode(published.headers(), published.value()))
                .isEqualTo(new Decoded.Known(request));
    }

    @Test
    void tellsNothingOfATraceUnlessItIsAsked() {
        assertThat(publisher.send(request)).isNotDone();
        assertThat(producer.history().getFirst().headers().lastHeader(EventHeaders.TRACE_PARENT))
                .isNull();
    }

    @Test
    void tellsWithEachRecordWhichSpanItsCallerIsIn() {
        TraceParent span = new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);
        assertThat(publisher.tracedBy(() -> Optional.of(span)).send(request)).isNotDone();
        assertThat(header(producer.history().getFirst(), EventHeaders.TRACE_PARENT))
                .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }

    @Test
    void futureFollowsTheBrokersAnswer() {
        CompletableFuture<RecordMetadata> good = publisher.send(request);
        producer.completeNext();
        assertThat(good)
                .isCompletedWithValueMatching(metadata -> metadata.topic().equals("tidings.requests"));

        CompletableFuture<RecordMetadata> bad = publisher.send(request);
        producer.errorNext(new TimeoutException("away"));
        assertThat(bad)
                .failsWithin(0, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void badRequestIsNotPublishedAndEveryProblemIsListed() {
        SendRequest bad = SendRequestBuilder.to("", "shop", "+6581234567")
                .requestId("no/slash")
                .from("acme", "orders")
                .text("Hello")
                .build();
        assertThat(publisher.send(bad).handle((_, failure) -> failure).join())
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        invalid -> assertThat(invalid.problems()).hasSize(2));
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void failureToHandOverIsTheFuturesToo() {
        producer.sendException = new IllegalStateException("closed");
        assertThat(publisher.send(request)).isCompletedExceptionally();
    }

    @Test
    void cancelAndRescheduleGoUnderTheRequestsKey() {
        CancelSend cancel = new CancelSend("order-1", "acme", "orders", Map.of());
        RescheduleSend reschedule = new RescheduleSend("order-1", "acme", "orders", NOW, Map.of());
        assertThat(publisher.cancel(cancel)).isNotDone();
        assertThat(publisher.reschedule(reschedule)).isNotDone();
        assertThat(producer.history())
                .extracting(published -> new String(published.key(), StandardCharsets.UTF_8))
                .containsExactly("order-1", "order-1");
        assertThat(producer.history())
                .extracting(published -> header(published, EventHeaders.ID))
                .containsExactly("order-1/cancel", "order-1/reschedule/" + NOW.toEpochMilli());
    }

    @Test
    void whatIsAskedOfACampaignGoesUnderItsId() {
        CampaignControl pause = new CampaignControl("autumn", "acme", "orders", CampaignAction.PAUSE, Map.of());
        assertThat(publisher.control(pause)).isNotDone();
        ProducerRecord<byte[], byte[]> published = producer.history().getFirst();
        assertThat(new String(published.key(), StandardCharsets.UTF_8)).isEqualTo("autumn");
        assertThat(header(published, EventHeaders.ID)).isEqualTo("autumn/campaign/PAUSE/" + NOW.toEpochMilli());
    }

    @Test
    void closesItsProducer() {
        publisher.close();
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void builderNamesWhatIsMissing() {
        SendRequestBuilder builder = SendRequestBuilder.to("whatsapp", "shop", "+6581234567");
        assertThatThrownBy(builder::build).hasMessage("the request has no requestId");
        assertThatThrownBy(builder.requestId("id").from("acme", "orders")::build)
                .hasMessage("the request has no template, text or media");
    }

    private static String header(ProducerRecord<byte[], byte[]> published, String name) {
        return String.valueOf(EventHeaders.text(published.headers(), name));
    }
}
