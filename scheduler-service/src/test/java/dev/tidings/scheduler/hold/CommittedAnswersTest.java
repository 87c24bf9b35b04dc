package dev.tidings.scheduler.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contract.Event;
import dev.tidings.contract.Status;
import dev.tidings.scheduler.Samples;
import dev.tidings.scheduler.hold.SimulatedPartition.Input;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a cancellation is told of a release is committed with the release, or lost with it (decision 008). */
class CommittedAnswersTest {
    private static final Instant DUE = Samples.NOON.plusSeconds(10);

    private final SimulatedPartition partition = new SimulatedPartition(new SplittableRandom(8), new MemoryStores());
    private final List<Output> committed = new ArrayList<>();
    private int position;

    @BeforeEach
    void hold() {
        read(Samples.request("a").at(DUE).build(), Samples.NOON);
        commit();
        committed.clear();
    }

    private void read(Event event, Instant at) {
        partition.read(new Input(event, at.toEpochMilli(), "0-" + position++), at.toEpochMilli());
    }

    private void tick() {
        partition.tick(DUE.toEpochMilli());
    }

    private void crash() {
        partition.crash(DUE.toEpochMilli(), () -> false);
    }

    private void commit() {
        partition.commit().forEach(turn -> committed.addAll(turn.said()));
    }

    private List<String> results() {
        return committed.stream()
                .filter(Output.Result.class::isInstance)
                .map(output -> ((Output.Result) output).result())
                .map(result -> result.status() + " " + result.detail())
                .toList();
    }

    private List<Output> released() {
        return committed.stream().filter(Output.Released.class::isInstance).toList();
    }

    @Test
    void aRefusalIsInTheTransactionOfTheRelease() {
        tick();
        read(Samples.cancel("a"), DUE);
        commit();

        assertThat(released()).hasSize(1);
        assertThat(results()).containsExactly("CONTROL_REFUSED already released");
    }

    @Test
    void aCancellationWinsWhereTheReleaseBeforeItWasLost() {
        tick();
        read(Samples.cancel("a"), DUE);
        crash();
        tick();
        commit();

        assertThat(released()).isEmpty();
        assertThat(results()).singleElement().asString().startsWith(Status.CANCELLED.name());
    }

    @Test
    void aRefusalIsSaidAgainWhereTheReleaseComesFirstAgain() {
        tick();
        read(Samples.cancel("a"), DUE);
        partition.crash(DUE.toEpochMilli(), () -> true);
        commit();
        tick();
        commit();

        assertThat(released()).hasSize(1);
        assertThat(results()).containsExactly("CONTROL_REFUSED already released");
    }

    @Test
    void whatIsDueWhenItIsReadIsReleasedAndRefusedTogether() {
        read(Samples.request("b").build(), DUE);
        read(Samples.cancel("b"), DUE);
        crash();
        commit();

        assertThat(released()).hasSize(1);
        assertThat(results()).containsExactly("CONTROL_REFUSED already released");
    }
}
