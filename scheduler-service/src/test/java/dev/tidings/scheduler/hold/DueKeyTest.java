package dev.tidings.scheduler.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DueKeyTest {
    private static final List<DueKey> IN_ORDER = List.of(
            new DueKey(0, Kind.SEND, "b"),
            new DueKey(127, Kind.DEADLINE, "a"),
            new DueKey(128, Kind.SEND, "a"),
            new DueKey(128, Kind.SEND, "b"),
            new DueKey(128, Kind.RETRY, "a"),
            new DueKey(128, Kind.DEADLINE, "a"),
            new DueKey(1_795_000_000_000L, Kind.SEND, "a"),
            new DueKey(Long.MAX_VALUE, Kind.SEND, "a"));

    @Test
    void sortsAsItsBytesDo() {
        List<DueKey> byBytes = IN_ORDER.reversed().stream()
                .map(DueKey::toBytes)
                .sorted(Arrays::compareUnsigned)
                .map(DueKey::of)
                .toList();

        assertThat(byBytes).isEqualTo(IN_ORDER);
        assertThat(IN_ORDER.reversed().stream().sorted().toList()).isEqualTo(IN_ORDER);
    }
}
