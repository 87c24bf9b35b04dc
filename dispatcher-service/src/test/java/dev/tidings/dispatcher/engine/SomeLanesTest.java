package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.dispatcher.channel.AccountLimits;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** An engine that serves two of the four lanes. */
class SomeLanesTest {
    private final Turntable bench = new Turntable(64, Tracing.OFF, List.of(Lane.SMS, Lane.NORMAL));

    private static DispatchProperties bound(String lanes) {
        return new Binder(new MapConfigurationPropertySource(Map.of("tidings.dispatch.lanes", lanes)))
                .bind("tidings.dispatch", DispatchProperties.class)
                .get();
    }

    @Test
    void isConfiguredByTheirNames() {
        assertThat(bound("sms,normal").lanes()).containsExactly(Lane.SMS, Lane.NORMAL);
        assertThat(bound("sms").maxBufferedSize()).isEqualTo(DataSize.ofMegabytes(64));
        assertThatThrownBy(() -> bound("express")).isInstanceOf(BindException.class);
    }

    @Test
    void readsTheirTopicsAlone() {
        assertThat(bench.consumer.subscription()).containsExactlyInAnyOrder(Lane.SMS.topic(), Lane.NORMAL.topic());
    }

    @Test
    void dispatchesAndCommits() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        bench.run();
        bench.commit();
        assertThat(bench.results()).containsExactly("a:SENT");
        assertThat(bench.committedOffset()).isEqualTo(1);
    }

    @Test
    void letsEachHaveHalfOfTheBuffer() {
        assertThat(bench.meters.get("tidings.dispatch.buffered.limit").gauge().value())
                .isEqualTo(2048);
    }

    @Test
    void showsTheOthersAsEmpty() {
        bench.assign();
        bench.feed(0, task("a").make());
        bench.turn();
        for (Lane lane : Lane.values()) {
            assertThat(bench.meters
                            .get("tidings.dispatch.lag")
                            .tag("lane", lane.id())
                            .gauge()
                            .value())
                    .as(lane.id())
                    .isEqualTo(lane == Lane.NORMAL ? 1 : 0);
            assertThat(bench.meters
                            .get("tidings.dispatch.buffered")
                            .tag("lane", lane.id())
                            .gauge()
                            .value())
                    .as(lane.id())
                    .isZero();
        }
    }

    /** Who serves the others may have the rest of the limit. */
    @Test
    void hasNoMoreOfALimitThanItsPartOfAllLanes() {
        List<Instant> called = new ArrayList<>();
        bench.channels.whenLookedUp = () -> called.add(bench.clock.instant());
        bench.channels.limits = new AccountLimits(40, null, null);
        bench.assign();
        for (int i = 0; i < 20; i++) {
            bench.feed(i, task("r" + i).make());
        }
        bench.turn();
        bench.run();
        for (int i = 0; i < 160; i++) {
            bench.pass(Duration.ofMillis(20));
            bench.run();
        }
        assertThat(bench.channels.calls).hasSize(20);
        assertThat(Duration.between(NOW, called.getLast())).isGreaterThan(Duration.ofMillis(2700));
    }
}
