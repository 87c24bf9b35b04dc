package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.topics.Lane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CounterFamilyTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CounterFamily family = new CounterFamily(meters, "tidings.things", "Things");

    private double count(String... tags) {
        return meters.get("tidings.things").tags(tags).counter().count();
    }

    @Test
    void hasACounterForEachValueFromTheStart() {
        family.by("lane", Lane.class);

        assertThat(meters.get("tidings.things").counters())
                .hasSize(4)
                .extracting(Counter::count)
                .containsOnly(0.0);
        assertThat(count("lane", "high")).isZero();
    }

    @Test
    void countsWhatItIsTold() {
        Counters<Lane> byLane = family.by("lane", Lane.class);
        byLane.increment(Lane.HIGH);
        byLane.increment(Lane.SMS, 3);

        assertThat(count("lane", "high")).isEqualTo(1);
        assertThat(count("lane", "sms")).isEqualTo(3);
    }

    @Test
    void countsNothingThatIsNotInTheList() {
        Counters<String> byName = family.by("name", List.of("a"), Function.identity());
        byName.increment("b");

        assertThat(meters.get("tidings.things").counters()).hasSize(1);
        assertThat(count("name", "a")).isZero();
    }

    @Test
    void takesAChannelThatThereIsNotForUnknown() {
        ChannelCounters<Lane> byChannel = family.byChannel("lane", Lane.class);
        int series = meters.getMeters().size();
        byChannel.increment("whatsapp", Lane.HIGH);
        byChannel.increment("+6581234567", Lane.HIGH);
        byChannel.increment("fax", Lane.HIGH);

        assertThat(count("channel", "whatsapp", "lane", "high")).isEqualTo(1);
        assertThat(count("channel", "unknown", "lane", "high")).isEqualTo(2);
        assertThat(meters.getMeters()).hasSize(series);
    }
}
