package dev.tidings.local.simulator;

import dev.tidings.local.settings.UserError;
import dev.tidings.topics.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a dispatcher does to another that has the same instance id: Kafka gives it the other's place in the group. It does nothing
 * with its partitions, and ends without leaving: were the place free, the other would just take it back.
 */
final class SecondDispatcher {
    /** As the dispatcher has it. */
    private static final String GROUP = "tidings-dispatcher";

    /** So long its partitions stand still when it has ended. */
    private static final int SESSION_MILLIS = 6_000;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS = 150;

    private final String servers;

    /** @param servers Kafka's addresses */
    SecondDispatcher(String servers) {
        this.servers = servers;
    }

    /** Returns once Kafka has given it the place of one that runs. */
    void takePlace() {
        String instance =
                instance().orElseThrow(() -> new UserError("No dispatcher runs on Kafka at " + servers + "."));
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(instance), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(Stream.of(Lane.values()).map(Lane::topic).toList());
            for (int i = 0; i < POLLS && consumer.assignment().isEmpty(); i++) {
                var _ = consumer.poll(POLL);
            }
            if (consumer.assignment().isEmpty()) {
                throw new UserError("Kafka at " + servers + " gave it no partition of the dispatchers'.");
            }
        }
    }

    /** The instance id of a dispatcher that runs. */
    private Optional<String> instance() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {
            return admin.describeConsumerGroups(List.of(GROUP)).all().get().values().stream()
                    .flatMap(group -> group.members().stream())
                    .map(MemberDescription::groupInstanceId)
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw new UserError(
                    "Kafka at " + servers + " does not tell who dispatches. ./tidings status tells more.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted.", e);
        }
    }

    private Map<String, Object> settings(String instance) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.GROUP_ID_CONFIG,
                GROUP,
                ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                instance,
                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                GroupProtocol.CLASSIC.name(),
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName(),
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SESSION_MILLIS,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
    }
}
