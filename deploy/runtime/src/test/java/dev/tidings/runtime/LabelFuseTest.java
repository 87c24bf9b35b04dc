package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collection;
import org.junit.jupiter.api.Test;

class LabelFuseTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LabelFuse fuse = new LabelFuse();

    LabelFuseTest() {
        meters.config().meterFilter(fuse);
        fuse.bindTo(meters);
    }

    private Collection<? extends Meter> series(String name) {
        return meters.find(name).meters();
    }

    private double cut(String meter) {
        return meters.get("tidings.labels.cut")
                .tag("meter", meter)
                .functionCounter()
                .count();
    }

    @Test
    void tenThousandValuesAreAsManySeriesAsTheBoundAndOneMore() {
        for (int i = 0; i < 10_000; i++) {
            meters.counter("tidings.leak", "recipient", "+65" + i, "channel", "sms")
                    .increment();
        }

        assertThat(series("tidings.leak")).hasSize(LabelFuse.MOST_VALUES + 1);
        assertThat(meters.get("tidings.leak")
                        .tag("recipient", "other")
                        .counter()
                        .count())
                .isEqualTo(10_000 - LabelFuse.MOST_VALUES);
        assertThat(cut("tidings_leak")).isEqualTo(10_000 - LabelFuse.MOST_VALUES);
    }

    @Test
    void letsWhatItKnowsThroughAfterwards() {
        for (int i = 0; i < 200; i++) {
            meters.counter("tidings.leak", "recipient", "+65" + i).increment();
        }
        meters.counter("tidings.leak", "recipient", "+650").increment();

        assertThat(meters.get("tidings.leak").tag("recipient", "+650").counter().count())
                .isEqualTo(2);
    }

    @Test
    void boundsEachLabelAndEachMeterByItself() {
        for (int i = 0; i < LabelFuse.MOST_VALUES; i++) {
            meters.counter("tidings.one", "a", "v" + i, "b", "w" + i);
            meters.counter("tidings.other", "a", "x" + i);
        }

        assertThat(series("tidings.one")).hasSize(LabelFuse.MOST_VALUES);
        assertThat(series("tidings.other")).hasSize(LabelFuse.MOST_VALUES);
        assertThat(cut("tidings_one")).isZero();
    }

    @Test
    void takesTheValueForAllOthersForNoneOfThem() {
        meters.counter("tidings.one", "account", "other");
        for (int i = 0; i < LabelFuse.MOST_VALUES; i++) {
            meters.counter("tidings.one", "account", "a" + i);
        }

        assertThat(series("tidings.one")).hasSize(LabelFuse.MOST_VALUES + 1);
        assertThat(cut("tidings_one")).isZero();
    }

    @Test
    void showsThatNothingIsCutYetAlsoOfMetersThatWereThereBefore() {
        SimpleMeterRegistry later = new SimpleMeterRegistry();
        LabelFuse early = new LabelFuse();
        later.config().meterFilter(early);
        later.counter("tidings.one", "lane", "high");
        early.bindTo(later);

        assertThat(later.get("tidings.labels.cut")
                        .tag("meter", "tidings_one")
                        .functionCounter()
                        .count())
                .isZero();
    }

    @Test
    void leavesOthersMetersAlone() {
        for (int i = 0; i < 200; i++) {
            meters.counter("http.server.requests", "uri", "/" + i);
        }

        assertThat(series("http.server.requests")).hasSize(200);
        assertThat(series("tidings.labels.cut")).isEmpty();
    }
}
