package dev.tidings.testbed.bench.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.testbed.bench.kit.Pace;
import dev.tidings.testbed.bench.kit.SubjectFailedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InserterTest {
    private final HandClock clock = new HandClock();

    @Test
    void aPaceIsKeptOverTheWholeSeries() {
        ScriptedSubject subject = new ScriptedSubject(clock, Integer.MAX_VALUE);

        Inserter.Inserted inserted = new Inserter(subject, clock).insert(1_000, i -> new Hold(i, 0), new Pace(500));

        assertThat(subject.inserted).hasSize(1_000);
        assertThat(inserted.seconds()).isBetween(1.99, 2.01);
        assertThat(subject.insertedAt.get(500)).isBetween(999_000_000L, 1_002_000_000L);
    }

    @Test
    void aDelayIsCaughtUpWith() {
        ScriptedSubject subject = new ScriptedSubject(clock, Integer.MAX_VALUE);

        Inserter.Inserted inserted = new Inserter(subject, clock)
                .insert(
                        1_000,
                        i -> {
                            if (i == 100) {
                                clock.advance(Duration.ofMillis(700));
                            }
                            return new Hold(i, 0);
                        },
                        new Pace(1_000));

        assertThat(inserted.seconds()).isBetween(0.99, 1.01);
    }

    @Test
    void withoutAPaceNothingIsWaitedFor() {
        ScriptedSubject subject = new ScriptedSubject(clock, Integer.MAX_VALUE);

        new Inserter(subject, clock).insert(200_000, i -> new Hold(i, 0), Pace.UNBOUNDED);

        assertThat(clock.nanos()).isZero();
    }

    @Test
    void oneThatFailsEndsTheSeriesAndIsQuoted() {
        ScriptedSubject subject = new ScriptedSubject(clock, 10);
        Inserter inserter = new Inserter(subject, clock);

        assertThatThrownBy(() -> inserter.insert(1_000, i -> new Hold(i, 0), Pace.UNBOUNDED))
                .isInstanceOf(SubjectFailedException.class)
                .hasMessageContaining("no room");
        assertThat(subject.inserted).hasSize(10);
    }
}
