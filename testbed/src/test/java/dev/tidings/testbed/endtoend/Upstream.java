package dev.tidings.testbed.endtoend;

import dev.tidings.contract.CancelSend;
import dev.tidings.contract.DeliveryResult;
import dev.tidings.contract.Status;
import dev.tidings.publish.SendPublisher;
import dev.tidings.publish.SendRequestBuilder;
import dev.tidings.testbed.broker.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A service that publishes requests to an installation and reads what came of them. */
final class Upstream implements AutoCloseable {
    private final String bootstrapServers;
    private final SendPublisher publisher;

    Upstream(LocalInstallation tidings) {
        bootstrapServers = tidings.bootstrapServers();
        publisher = SendPublisher.create(bootstrapServers, "end-to-end", InstantSource.system());
    }

    static Instant in(Duration delay) {
        return InstantSource.system().instant().plus(delay);
    }

    void send(String id, String to) {
        send(id, to, UnaryOperator.identity());
    }

    /** Returns once Kafka has it. */
    void send(String id, String to, UnaryOperator<SendRequestBuilder> more) {
        send(id, "shop", to, more);
    }

    /** From another account of the same channel. */
    void send(String id, String account, String to, UnaryOperator<SendRequestBuilder> more) {
        SendRequestBuilder request = SendRequestBuilder.to("whatsapp", account, to)
                .requestId(id)
                .from("demo", "end-to-end")
                .template("order_update", "en", Map.of("name", "Ann"));
        publisher.send(more.apply(request).build()).join();
    }

    /** Returns once Kafka has it. */
    void cancel(String id) {
        publisher.cancel(new CancelSend(id, "demo", "end-to-end", Map.of())).join();
    }

    /** The statuses of a request in their order, once those are among them. */
    List<Status> await(String id, Status... awaited) {
        try (TopicReader results = results()) {
            return results.awaitStatus(id, awaited);
        }
    }

    /** Waits until each of them has such a result; returns all results. */
    List<DeliveryResult> awaitEach(List<String> ids, Predicate<DeliveryResult> wanted) {
        try (TopicReader results = results()) {
            results.await(ignored -> results.results().stream()
                    .filter(wanted)
                    .map(DeliveryResult::requestId)
                    .collect(Collectors.toSet())
                    .containsAll(ids));
            return results.results();
        }
    }

    /** All results that there are now. */
    List<DeliveryResult> all() {
        try (TopicReader results = results()) {
            results.readAll();
            return results.results();
        }
    }

    /** The results of a request, once it has some. */
    List<DeliveryResult> results(String id) {
        try (TopicReader results = results()) {
            results.await(ignored -> !results.of(id).isEmpty());
            return results.of(id);
        }
    }

    private TopicReader results() {
        return TopicReader.results(bootstrapServers);
    }

    @Override
    public void close() {
        publisher.close();
    }
}
