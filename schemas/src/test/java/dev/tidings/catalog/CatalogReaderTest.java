package dev.tidings.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class CatalogReaderTest {
    private final List<String> bad = new ArrayList<>();

    @Test
    void showsNothingBeforeTheEndThatItFound() {
        CatalogConsumer consumer = new CatalogConsumer(Entries.account("shop", true));
        consumer.updateEndOffsets(Map.of(CatalogConsumer.PARTITION, 2L));
        CatalogReader reader = reader(consumer);
        assertThat(reader.poll()).isEmpty();
        consumer.addRecord(Entries.record(1, Entries.policy("p")));
        assertThat(reader.poll())
                .hasValueSatisfying(catalog -> assertThat(catalog.policy("p")).isPresent());
    }

    @Test
    void emptyTopicIsCaughtUpWithAtOnce() {
        assertThat(reader(new CatalogConsumer()).poll()).isPresent();
    }

    @Test
    void showsChangesAndNothingWhereThereIsNone() {
        CatalogConsumer consumer = new CatalogConsumer(Entries.account("shop", true));
        CatalogReader reader = reader(consumer);
        assertThat(reader.poll()).isPresent();
        assertThat(reader.poll()).isEmpty();
        consumer.addRecord(Entries.tombstone(1, "account/whatsapp/shop"));
        assertThat(reader.poll())
                .hasValueSatisfying(catalog ->
                        assertThat(catalog.account("whatsapp", "shop")).isEmpty());
    }

    @Test
    void tellsWhereABadEntryStandsAndReadsOn() {
        CatalogConsumer consumer = new CatalogConsumer();
        CatalogReader reader = reader(consumer);
        reader.poll();
        consumer.addRecord(Entries.record(0, "account/whatsapp/shop", new RecordHeaders(), new byte[] {9}));
        consumer.addRecord(Entries.record(1, Entries.policy("p")));
        assertThat(reader.poll())
                .hasValueSatisfying(catalog -> assertThat(catalog.policy("p")).isPresent());
        assertThat(bad).singleElement().asString().contains("partition 0, offset 0");
    }

    @Test
    void topicThatIsNotThereYetIsAFailure() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        assertThatThrownBy(() -> reader(consumer).poll()).isInstanceOf(RuntimeException.class);
    }

    @Test
    void settingsKeepTheGivenAndOverruleWhatTheReadingDependsOn() {
        Map<String, Object> settings = CatalogReader.settings(
                Map.of("bootstrap.servers", "broker:1", "group.id", "g", "isolation.level", "read_uncommitted"));
        assertThat(settings)
                .containsEntry("bootstrap.servers", "broker:1")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", false)
                .doesNotContainKey("group.id");
    }

    private CatalogReader reader(MockConsumer<byte[], byte[]> consumer) {
        return new CatalogReader(consumer, new CatalogFold(Entries.CODEC), bad::add);
    }
}
