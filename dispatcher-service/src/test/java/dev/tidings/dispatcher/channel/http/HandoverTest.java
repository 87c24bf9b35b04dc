package dev.tidings.dispatcher.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandoverTest {
    private final Handover handover = new Handover();

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
}
