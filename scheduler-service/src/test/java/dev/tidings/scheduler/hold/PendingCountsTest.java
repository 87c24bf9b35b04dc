package dev.tidings.scheduler.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PendingCountsTest {
    private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final HeldViews views = new HeldViews();
    private final PendingCounts counts = new PendingCounts();

    PendingCountsTest() {
        views.open(0).shows(new MemoryView(), counts);
    }

    /** An entry as a store would keep it. */
    private record Entry(HeldLane lane, long due, Grain grain) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void countsAsANaiveModelDoes(long seed) {
        Random random = new Random(seed);
        List<Entry> model = new ArrayList<>();
        long now = NOON;
        for (int step = 0; step < 20_000; step++) {
            boolean fills = step / 4_000 % 2 == 0;
            if (model.isEmpty() || random.nextInt(10) < (fills ? 7 : 2)) {
                Entry entry = anEntry(random, now);
                model.add(entry);
                counts.added(entry.lane(), entry.due(), entry.grain());
            } else {
                Entry entry = model.remove(random.nextInt(model.size()));
                assertThat(counts.removed(entry.lane(), entry.due(), entry.grain()))
                        .as("seed %d, step %d", seed, step)
                        .isTrue();
            }
            now += random.nextInt(1_000) - 100;
            if (step % 500 == 0) {
                assertSame(model, now, "seed " + seed + ", step " + step);
            }
        }
        model.forEach(entry -> counts.removed(entry.lane(), entry.due(), entry.grain()));
        assertSame(List.of(), now, "seed " + seed + ", emptied");
    }

    private static Entry anEntry(Random random, long now) {
        long[] aheads = {1_000, 60_000, HOUR, 24 * HOUR, 40 * 24 * HOUR, 4_000 * 24 * HOUR};
        long due = now + random.nextLong(aheads[random.nextInt(aheads.length)]);
        return new Entry(List.of(HeldLane.values()).get(random.nextInt(5)), due, Grain.of(now, due));
    }

    private void assertSame(List<Entry> model, long now, String when) {
        Pending pending = views.pending(now);
        for (HeldLane lane : HeldLane.values()) {
            assertThat(pending.of(lane))
                    .as(when)
                    .isEqualTo(
                            model.stream().filter(entry -> entry.lane() == lane).count());
        }
        for (Horizon horizon : Horizon.values()) {
            assertThat(pending.of(horizon))
                    .as(when + " " + horizon)
                    .isEqualTo(model.stream()
                            .filter(entry -> horizonOf(entry, now) == horizon)
                            .count());
        }
    }

    private static Horizon horizonOf(Entry entry, long now) {
        long width = entry.grain().millis();
        long start = entry.due() - entry.due() % width;
        return Horizon.of(start, width, now);
    }

    @ParameterizedTest
    @CsvSource({
        "-5S, OVERDUE",
        "5s, SECONDS_10",
        "30s, MINUTE_1",
        "2m, MINUTES_5",
        "10m, MINUTES_15",
        "30m, HOUR_1",
        "3h, HOURS_6",
        "20h, DAY_1",
        "72h, DAYS_7",
        "500h, DAYS_30",
        "5000h, DAYS_365",
        "50000h, BEYOND"
    })
    void showsHowFarAheadAnEntryIsDue(String ahead, Horizon horizon) {
        long due = NOON + Duration.parse("PT" + ahead).toMillis();
        counts.added(HeldLane.HIGH, due, Grain.of(NOON, due));
        assertThat(views.pending(NOON).of(horizon)).isEqualTo(1);
    }

    @Test
    void callsNothingOverdueThatMayNotBe() {
        long due = NOON + HOUR / 2;
        counts.added(HeldLane.HIGH, due, Grain.of(due - 60 * 24 * HOUR, due));

        assertThat(views.pending(due - 1).of(Horizon.OVERDUE)).isZero();
        assertThat(views.pending(due - 1).of(Horizon.SECONDS_10)).isEqualTo(1);
        assertThat(views.pending(NOON + HOUR).of(Horizon.OVERDUE)).isEqualTo(1);
    }

    @Test
    void changesNothingForAnEntryThatItWasNeverTold() {
        counts.added(HeldLane.HIGH, NOON, Grain.SECOND);

        assertThat(counts.removed(HeldLane.BULK, NOON, Grain.SECOND)).isFalse();
        assertThat(counts.removed(HeldLane.HIGH, NOON, Grain.MINUTE)).isFalse();
        assertThat(counts.removed(HeldLane.HIGH, NOON + 1_000, Grain.SECOND)).isFalse();
        assertThat(views.pending(NOON).of(HeldLane.HIGH)).isEqualTo(1);
    }

    @Test
    void sumsOverThePartitionsThatAreOpen() {
        PendingCounts others = new PendingCounts();
        counts.added(HeldLane.SMS, NOON, Grain.SECOND);
        others.added(HeldLane.SMS, NOON, Grain.SECOND);
        OpenPartition other = views.open(1);
        other.shows(new MemoryView(), others);
        assertThat(views.pending(NOON).of(HeldLane.SMS)).isEqualTo(2);

        other.close();
        assertThat(views.pending(NOON).of(HeldLane.SMS)).isEqualTo(1);
    }

    @Test
    void aPartitionThatWasTakenOverAnewStaysWhenItsOldOneIsClosed() {
        OpenPartition old = views.open(1);
        views.open(1);
        old.close();
        assertThat(views.all()).hasSize(2);
    }

    @Test
    void tellsHowLongWhatShouldHaveGoneFirstWaits() {
        OpenPartition first = views.open(1);
        OpenPartition second = views.open(2);
        assertThat(views.pending(NOON).overdueMillis()).as("not known yet").isZero();

        first.firstDue(NOON - 3_000);
        second.firstDue(NOON - 5_000);
        assertThat(views.pending(NOON).overdueMillis()).isEqualTo(5_000);

        second.firstDue(Long.MAX_VALUE);
        assertThat(views.pending(NOON).overdueMillis()).isEqualTo(3_000);

        first.firstDue(NOON + 1);
        assertThat(views.pending(NOON).overdueMillis()).isZero();
    }
}
