package dev.tidings.scheduler.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.scheduler.Samples;
import dev.tidings.scheduler.hold.HoldState;
import dev.tidings.scheduler.hold.HoldState.End;
import dev.tidings.scheduler.hold.HoldState.Ended;
import dev.tidings.scheduler.hold.HoldState.Origin;
import dev.tidings.scheduler.hold.HoldState.Waiting;
import dev.tidings.scheduler.intake.Fingerprint;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StateStoreAdapterTest {
    private static final Duration SPAN = Duration.ofHours(24);
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = SPAN.toMillis();
    /** In the middle of a span. */
    private static final long NOW = 20_000 * DAY + 12 * HOUR;

    private static final Origin ORIGIN =
            new Origin(Fingerprint.of(Samples.request("a").build()), "tenant", "whatsapp", "shop");
    private static final HoldState ENDED = new Ended(ORIGIN, End.RELEASED);

    private final KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("hold"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private final StateStoreAdapter states = new StateStoreAdapter(store, SPAN);

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    @Test
    void keepsWhatWaitsHoweverLong() {
        Waiting waiting = new Waiting(ORIGIN, NOW + 1);
        states.keep("a", waiting);

        assertThat(states.get("a", NOW + 4_000 * DAY)).contains(waiting);
    }

    @Test
    void remembersWhatEndedInPlaceOfWhatWaited() {
        states.keep("a", new Waiting(ORIGIN, NOW));
        states.remember("a", ENDED, NOW);

        assertThat(states.get("a", NOW)).contains(ENDED);
        assertThat(store.approximateNumEntries()).isEqualTo(1);
    }

    @Test
    void remembersForTheSpanAndNotAMillisecondLonger() {
        states.remember("a", ENDED, NOW);

        assertThat(states.get("a", NOW + DAY - 1)).contains(ENDED);
        assertThat(states.get("a", NOW + DAY)).isEmpty();
    }

    @Test
    void stillKnowsItWhenTheClockIsSetBackOverTheEndOfASpan() {
        long startOfSpan = 20_000 * DAY;
        states.remember("a", ENDED, startOfSpan + 1);

        assertThat(states.get("a", startOfSpan - HOUR + 1)).contains(ENDED);
    }

    @Test
    void forgetsInBoundedStepsWhatCountsNoMore() {
        for (int i = 0; i < 5; i++) {
            states.remember("old" + i, ENDED, NOW);
        }
        states.remember("new", ENDED, NOW + DAY);
        long later = NOW + 2 * DAY;

        assertThat(states.forget(later, 3)).isTrue();
        assertThat(store.approximateNumEntries()).isEqualTo(3);
        assertThat(states.forget(later, 3)).isFalse();
        assertThat(store.approximateNumEntries()).isEqualTo(1);
        assertThat(states.get("new", NOW + DAY)).contains(ENDED);
    }

    @Test
    void forgetsNothingThatStillCounts() {
        states.remember("a", ENDED, NOW);

        assertThat(states.forget(NOW + DAY - 1, 100)).isFalse();

        assertThat(states.get("a", NOW + DAY - 1)).contains(ENDED);
    }
}
