package dev.tidings.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Priority;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void everyLaneIsATopicAndIsFoundByItsName() {
        for (Lane lane : Lane.values()) {
            assertThat(Topics.all()).extracting(TopicSpec::name).contains(lane.topic());
            assertThat(Lane.named(lane.id())).contains(lane);
        }
        assertThat(Lane.named("HIGH")).isEmpty();
        assertThat(Lane.of(Priority.BULK)).isEqualTo(Lane.BULK);
    }

    @Test
    void onlyTheCatalogHasOnePartitionAndIsCompacted() {
        assertThat(Topics.all())
                .doesNotHaveDuplicates()
                .filteredOn(spec -> !spec.keyed())
                .singleElement()
                .satisfies(spec -> {
                    assertThat(spec.name()).isEqualTo(Topics.CATALOG);
                    assertThat(spec.settings()).containsEntry("cleanup.policy", "compact");
                    assertThat(spec.toNewTopic(12, (short) 1).numPartitions()).isEqualTo(1);
                });
    }
}
