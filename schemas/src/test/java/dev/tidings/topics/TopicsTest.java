package dev.tidings.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Priority;
import java.time.Duration;
import java.util.Objects;
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
    void onlyCatalogAndReplaysHaveOnePartitionAndOnlyTheCatalogIsCompacted() {
        assertThat(Topics.all())
                .doesNotHaveDuplicates()
                .filteredOn(spec -> !spec.keyed())
                .allSatisfy(spec -> assertThat(spec.toNewTopic(12, (short) 1).numPartitions())
                        .isEqualTo(1))
                .extracting(TopicSpec::name)
                .containsExactly(Topics.CATALOG, Topics.REPLAYS);
        assertThat(Topics.all())
                .filteredOn(spec -> "compact".equals(spec.settings().get("cleanup.policy")))
                .extracting(TopicSpec::name)
                .containsExactly(Topics.CATALOG);
    }

    @Test
    void whatWasReplayedIsKnownForLongerThanItCanBeReplayed() {
        Duration letters = kept(Topics.DEAD_LETTERS);
        Duration brokersSegment = Duration.ofDays(7);
        assertThat(kept(Topics.REPLAYS)).isEqualTo(Topics.REPLAYS_KEPT).isGreaterThan(letters.plus(brokersSegment));
    }

    private static Duration kept(String topic) {
        return Topics.all().stream()
                .filter(spec -> spec.name().equals(topic))
                .map(spec -> Duration.ofMillis(
                        Long.parseLong(Objects.requireNonNull(spec.settings().get("retention.ms")))))
                .findAny()
                .orElseThrow();
    }
}
