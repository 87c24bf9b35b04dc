package dev.tidings.catalog;

import dev.tidings.contract.Event;
import dev.tidings.topics.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** A consumer of a catalog topic with one partition that holds these entries. */
final class CatalogConsumer extends MockConsumer<byte[], byte[]> {
    static final TopicPartition PARTITION = new TopicPartition(Topics.CATALOG, 0);

    private final Event[] entries;

    CatalogConsumer(Event... entries) {
        super("none");
        this.entries = entries;
        Node node = new Node(0, "localhost", 1);
        updatePartitions(
                Topics.CATALOG,
                List.of(new PartitionInfo(Topics.CATALOG, 0, node, new Node[] {node}, new Node[] {node})));
        updateBeginningOffsets(Map.of(PARTITION, 0L));
        updateEndOffsets(Map.of(PARTITION, (long) entries.length));
        schedulePollTask(this::addEntries);
    }

    private void addEntries() {
        for (int i = 0; i < entries.length; i++) {
            addRecord(Entries.record(i, entries[i]));
        }
    }
}
