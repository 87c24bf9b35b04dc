package dev.tidings.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.streams.errors.StreamsException;

/**
 * Kafka Streams' admin client, which makes changelog topics at an application's first start and not later: it would put an empty
 * one in a deleted one's place, and whatever was held would be lost without a word.
 */
final class ChangelogGuard extends ForwardingAdmin {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How Kafka Streams names them. */
    private static final String CHANGELOG = "-changelog";

    private final String application;

    ChangelogGuard(Map<String, Object> settings, String application) {
        super(settings);
        this.application = application;
    }

    @Override
    public CreateTopicsResult createTopics(Collection<NewTopic> topics, CreateTopicsOptions options) {
        List<String> changelogs = topics.stream()
                .map(NewTopic::name)
                .filter(name -> name.endsWith(CHANGELOG))
                .toList();
        if (!changelogs.isEmpty() && hasRun()) {
            throw new StateLostException(application, changelogs);
        }
        return super.createTopics(topics, options);
    }

    // The client that is wrapped refuses these two, and Kafka Streams calls them although no metrics are pushed.

    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {}

    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {}

    /** Whether it has ever committed: what came of the records before that is in its changelogs alone. */
    private boolean hasRun() {
        try {
            return !listConsumerGroupOffsets(application)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new StreamsException("could not learn whether " + application + " has run before", e);
        }
    }
}
