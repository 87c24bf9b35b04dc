package dev.tidings.local.broker;

import dev.tidings.topics.TopicSpec;
import dev.tidings.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Compares the topics on a broker with {@link Topics#all()}, and creates what is missing. */
final class TopicSetup {
    private final Admin admin;
    private final int partitions;
    private final short replicas;

    /**
     * For the broker that the admin client talks to.
     *
     * @param partitions the number of partitions of every keyed topic
     * @param replicas copies of each partition
     */
    TopicSetup(Admin admin, int partitions, short replicas) {
        this.admin = admin;
        this.partitions = partitions;
        this.replicas = replicas;
    }

    /** What would have to be done; changes nothing. */
    TopicReport check() {
        List<TopicSpec> all = Topics.all();
        var existing = get(admin.listTopics().names());
        List<TopicSpec> there =
                all.stream().filter(t -> existing.contains(t.name())).toList();
        List<String> missing = all.stream()
                .map(TopicSpec::name)
                .filter(n -> !existing.contains(n))
                .toList();
        return new TopicReport(missing, differences(there));
    }

    /** Creates what is missing, ready to be written to when this returns; topics that exist are left as they are. */
    TopicReport apply() {
        TopicReport report = check();
        List<NewTopic> missing = Topics.all().stream()
                .filter(t -> report.created().contains(t.name()))
                .map(t -> t.toNewTopic(partitions, replicas))
                .toList();
        admin.createTopics(missing).values().values().forEach(TopicSetup::ignoringRace);
        Leaders.await(admin, missing);
        return report;
    }

    private List<String> differences(List<TopicSpec> there) {
        List<String> names = there.stream().map(TopicSpec::name).toList();
        Map<String, TopicDescription> descriptions =
                get(admin.describeTopics(names).allTopicNames());
        Map<String, Config> configs = get(admin.describeConfigs(names.stream()
                                .map(n -> new ConfigResource(ConfigResource.Type.TOPIC, n))
                                .toList())
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(e -> e.getKey().name(), Map.Entry::getValue));
        List<String> differences = new ArrayList<>();
        for (TopicSpec spec : there) {
            NewTopic wanted = spec.toNewTopic(partitions, replicas);
            TopicDescription found = descriptions.get(spec.name());
            if (found != null && found.partitions().size() != wanted.numPartitions()) {
                differences.add(spec.name() + " has " + found.partitions().size() + " partitions instead of "
                        + wanted.numPartitions() + "; that can't be changed while it holds records");
            }
            Config config = configs.get(spec.name());
            if (config != null) {
                spec.settings().forEach((name, value) -> addIfDifferent(differences, spec, config, name, value));
            }
        }
        return differences;
    }

    private static void addIfDifferent(
            List<String> differences, TopicSpec spec, Config config, String name, String value) {
        String found = config.get(name) == null ? "" : config.get(name).value();
        if (!value.equals(found)) {
            differences.add(spec.name() + " has " + name + "=" + found + " instead of " + value);
        }
    }

    private static void ignoringRace(KafkaFuture<Void> created) {
        try {
            get(created);
        } catch (TopicExistsException e) {
            // Somebody else created it a moment ago, which is what was wanted.
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new BrokerFailedException("Kafka did not do as asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerFailedException("interrupted", e);
        }
    }
}
