package dev.tidings.dispatcher.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private Instant now = Instant.EPOCH;
    private final Handover handover = new Handover(Instant.EPOCH.plusSeconds(10), () -> now);

    @Test
    void isNeverBegunOnceGivenUp() {
        assertThat(handover.giveUp()).isTrue();
        assertThat(handover.begin()).isFalse();
        assertThat(handover.giveUp()).isTrue();
    }

    @Test
    void isNeverGivenUpOnceBegun() {
        assertThat(handover.begin()).isTrue();
        assertThat(handover.giveUp()).isFalse();
    }

    @Test
    void isBegunOnlyOnce() {
        assertThat(handover.begin()).isTrue();
        assertThat(handover.begin()).isFalse();
    }

    @Test
    void isNeverBegunTooLateThoughNobodyGaveUp() {
        now = Instant.EPOCH.plusSeconds(10);
        assertThat(handover.begin()).isFalse();
        assertThat(handover.giveUp()).isTrue();
    }
}
