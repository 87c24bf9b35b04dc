package dev.tidings.scheduler.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.runtime.trace.Tracing;
import dev.tidings.scheduler.Samples;
import dev.tidings.scheduler.hold.Grain;
import dev.tidings.scheduler.hold.HeldLane;
import dev.tidings.scheduler.hold.HeldViews;
import dev.tidings.scheduler.hold.HoldStore;
import dev.tidings.scheduler.hold.MemoryView;
import dev.tidings.scheduler.hold.OpenPartition;
import dev.tidings.scheduler.hold.PendingCounts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PendingGaugesTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HeldViews held = new HeldViews();
    private final PendingCounts counts = new PendingCounts();
    private final OpenPartition partition = held.open(3);
    private Instant now = Samples.NOON;

    PendingGaugesTest() {
        partition.shows(new MemoryView(), counts);
        PendingGauges.register(new Insight(meters, held, Tracing.OFF), () -> now);
    }

    private double gauge(String name, String... tags) {
        return meters.get(name).tags(tags).gauge().value();
    }

    private void put(HeldLane lane, Instant due) {
        counts.added(lane, due.toEpochMilli(), Grain.of(now.toEpochMilli(), due.toEpochMilli()));
    }

    @Test
    void tellsWhatWaitsByLaneAndByHowFarAheadItIs() {
        put(HeldLane.HIGH, now.plusSeconds(5));
        put(HeldLane.DEADLINE, now.plusSeconds(7_200));
        put(HeldLane.DEADLINE, now.plusSeconds(7_300));

        assertThat(gauge("tidings.hold.pending", "lane", "high")).isEqualTo(1);
        assertThat(gauge("tidings.hold.pending", "lane", "deadline")).isEqualTo(2);
        assertThat(gauge("tidings.hold.pending", "lane", "bulk")).isZero();
        assertThat(gauge("tidings.hold.pending.due", "within", "10s")).isEqualTo(1);
        assertThat(gauge("tidings.hold.pending.due", "within", "6h")).isEqualTo(2);
    }

    @Test
    void tellsInSecondsHowLongTheFirstIsOverdue() {
        partition.firstDue(now.minusMillis(1_500).toEpochMilli());
        assertThat(gauge("tidings.hold.overdue")).isEqualTo(1.5);
    }

    @Test
    void tellsInSecondsHowLongAgoTheFirstWasDueThatIsNotStripped() {
        assertThat(gauge("tidings.hold.unstripped")).isZero();
        partition.firstWhole(now.minusMillis(90_500).toEpochMilli());
        held.open(1).firstWhole(now.minusSeconds(20).toEpochMilli());
        now = now.plusSeconds(1);

        assertThat(gauge("tidings.hold.unstripped")).isEqualTo(91.5);
    }

    @Test
    void nothingIsLeftToStripWhereEveryPartitionSaysSo() {
        partition.firstWhole(now.minusSeconds(90).toEpochMilli());
        partition.firstWhole(HoldStore.NEVER);

        assertThat(gauge("tidings.hold.unstripped")).isZero();
    }

    /** Partitions are told in no order. */
    @Test
    void theFirstOfAllPartitionsIsTheFirst() {
        held.open(1).firstDue(now.minusSeconds(3).toEpochMilli());
        held.open(2).firstDue(now.minusSeconds(5).toEpochMilli());
        partition.firstDue(now.minusSeconds(4).toEpochMilli());
        assertThat(gauge("tidings.hold.overdue")).isEqualTo(5);
    }

    @Test
    void looksOnceForAllGaugesOfAScrape() {
        assertThat(gauge("tidings.hold.pending", "lane", "high")).isZero();
        put(HeldLane.HIGH, now.plusSeconds(5));
        now = now.plusMillis(999);
        assertThat(gauge("tidings.hold.pending", "lane", "high")).isZero();

        now = now.plusMillis(1);
        assertThat(gauge("tidings.hold.pending", "lane", "high")).isEqualTo(1);
    }

    @Test
    void looksAgainAfterTheClockWasSetBack() {
        assertThat(gauge("tidings.hold.pending", "lane", "high")).isZero();
        now = now.minusSeconds(3_600);
        put(HeldLane.HIGH, now.plusSeconds(5));
        assertThat(gauge("tidings.hold.pending", "lane", "high")).isEqualTo(1);
    }

    @Test
    void tellsNothingOfAPartitionThatHasGone() {
        put(HeldLane.HIGH, now.plusSeconds(5));
        partition.close();
        assertThat(gauge("tidings.hold.pending", "lane", "high")).isZero();
    }
}
