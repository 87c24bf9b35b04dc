package dev.tidings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

class PromptCommitTest {
    private static final Duration SPACING = Duration.ofMillis(20);

    private final Pace pace = Pace.onDemand(Duration.ofMillis(500), SPACING);
    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private final PromptCommit commit = new PromptCommit(context, pace, () -> now);

    @Test
    void commitsAtOnceWhatComesAfterAPause() {
        commit.want();

        assertThat(context.committed()).isTrue();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void commitsOnceTheSpacingIsOverWhatComesShortlyAfter() {
        commit.want();
        ended();
        now = now.plusMillis(5);

        commit.want();
        commit.want();

        assertThat(context.committed()).isFalse();
        CapturedPunctuator later = only(waiting());
        assertThat(later.getInterval()).isEqualTo(Duration.ofMillis(15));

        now = now.plusMillis(15);
        later.getPunctuator().punctuate(now.toEpochMilli());

        assertThat(context.committed()).isTrue();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void asksNoMoreWhereAnotherTaskOfTheThreadHasAsked() {
        commit.want();
        ended();
        commit.want();
        CapturedPunctuator later = only(waiting());
        now = now.plus(SPACING);
        MockProcessorContext<Void, Void> neighbours = new MockProcessorContext<>();
        PromptCommit neighbour = new PromptCommit(neighbours, pace, () -> now);

        neighbour.want();
        later.getPunctuator().punctuate(now.toEpochMilli());

        assertThat(neighbours.committed()).isTrue();
        assertThat(context.committed()).isFalse();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void commitsNoSecondTimeWhatTheCommitUnderWayCovers() {
        commit.want();
        commit.want();
        ended();
        now = now.plus(SPACING);

        only(waiting()).getPunctuator().punctuate(now.toEpochMilli());

        assertThat(context.committed()).isFalse();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void waitsForNothingOnceItsTaskIsClosed() {
        commit.want();
        ended();
        commit.want();

        commit.close();

        assertThat(waiting()).isEmpty();
        assertThat(pace.waitAt(now.plusSeconds(1).toEpochMilli())).isPositive();
    }

    private void ended() {
        context.resetCommit();
        pace.committed(now.toEpochMilli());
    }

    private List<CapturedPunctuator> waiting() {
        return context.scheduledPunctuators().stream()
                .filter(each -> !each.cancelled())
                .toList();
    }

    private static CapturedPunctuator only(List<CapturedPunctuator> waiting) {
        assertThat(waiting).hasSize(1);
        return waiting.getFirst();
    }
}
