package dev.tidings.local.letters;

import static dev.tidings.local.letters.Letters.readable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.codec.Codec;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanReplayTest {
    private final Replays replays = new Replays();
    private final Judge judge = new Judge(Codec.singleObject(), replays, () -> Letters.NOW);
    private final Set<String> asked = new HashSet<>();
    private final Set<String> haveResults = new HashSet<>();

    private PlanReplay planning(boolean anyway, int limit) {
        return new PlanReplay(
                judge,
                ids -> {
                    asked.addAll(ids);
                    return haveResults;
                },
                anyway,
                limit);
    }

    @Test
    void takesWhatIsReadyInItsOrderAndCountsTheOthers() {
        Letter done = readable(3);
        replays.add(Letters.marker(done, 1));
        PlanReplay planning = planning(false, 10);
        for (Letter letter :
                new Letter[] {readable(2), Letters.garbage(5, "a"), readable(1), done, Letters.garbage(6, "b")}) {
            assertThat(planning.offer(letter)).isTrue();
        }

        Plan plan = planning.plan(false);

        assertThat(plan.letters()).extracting(Letter::id).containsExactly(new LetterId(1, 2), new LetterId(1, 1));
        assertThat(plan.done()).isEqualTo(1);
        assertThat(plan.full()).isFalse();
        assertThat(plan.heldBack().counts()).singleElement().satisfies(count -> {
            assertThat(count.count()).isEqualTo(2);
            assertThat(count.example()).isEqualTo(new LetterId(1, 5));
        });
    }

    @Test
    void isFullAtItsLimit() {
        PlanReplay planning = planning(false, 2);
        assertThat(planning.offer(readable(1))).isTrue();
        assertThat(planning.offer(readable(2))).isFalse();
        assertThat(planning.plan(false).full()).isTrue();
    }

    @Test
    void isFullWhenItsLettersFillTheMemory() {
        PlanReplay planning = planning(true, 1000);
        String large = "x".repeat((int) PlanReplay.MAX_BYTES / 8);
        assertThat(planning.offer(Letters.garbage(1, large))).isTrue();
        assertThat(planning.offer(Letters.garbage(2, large))).isTrue();
        assertThat(planning.offer(Letters.garbage(3, large))).isTrue();
        assertThat(planning.offer(Letters.garbage(4, large))).isFalse();
    }

    @Test
    void takesTwoLettersOfOneRecordOnce() {
        Letter first = readable(1);
        Letter second = Letters.of(
                2, first.record().key(), first.record().value(), first.record().headers());
        PlanReplay planning = planning(true, 10);
        planning.offer(first);
        planning.offer(second);
        Plan plan = planning.plan(false);
        assertThat(plan.letters()).containsExactly(first);
        assertThat(plan.heldBack().total()).isEqualTo(1);
    }

    @Test
    void insistsOnDoubtfulOnesButNotOnWhatWasReplayed() {
        Letter done = readable(3);
        replays.add(Letters.marker(done, 1));
        PlanReplay planning = planning(true, 10);
        planning.offer(Letters.garbage(1, "a"));
        planning.offer(done);
        Plan plan = planning.plan(false);
        assertThat(plan.letters()).hasSize(1);
        assertThat(plan.done()).isEqualTo(1);
    }

    @Test
    void holdsBackARequestThatCameAgainMeanwhile() {
        haveResults.add("r1");
        PlanReplay planning = planning(false, 10);
        planning.offer(readable(1));
        planning.offer(readable(2));
        Plan plan = planning.plan(false);
        assertThat(asked).containsExactlyInAnyOrder("r1", "r2");
        assertThat(plan.letters()).extracting(Letter::id).containsExactly(new LetterId(1, 2));
        assertThat(plan.heldBack().counts())
                .singleElement()
                .satisfies(count -> assertThat(count.what()).contains("has results"));
    }

    @Test
    void goesOnWhereAllThatFilledItIsHeldBack() {
        haveResults.addAll(Set.of("r1", "r2", "r3"));
        PlanReplay planning = planning(false, 2);
        assertThat(planning.offer(readable(1))).isTrue();
        assertThat(planning.offer(readable(2))).isTrue();
        assertThat(planning.offer(readable(3))).isTrue();
        assertThat(planning.offer(readable(4))).isTrue();
        assertThat(planning.offer(readable(5))).isFalse();

        Plan plan = planning.plan(false);

        assertThat(plan.letters()).extracting(Letter::id).containsExactly(new LetterId(1, 4), new LetterId(1, 5));
        assertThat(plan.heldBack().total()).isEqualTo(3);
        assertThat(plan.full()).isTrue();
    }

    @Test
    void isNotFullWhereWhatIsHeldBackLeavesRoom() {
        haveResults.addAll(Set.of("r1", "r2"));
        PlanReplay planning = planning(false, 2);
        planning.offer(readable(1));
        planning.offer(readable(2));

        Plan plan = planning.plan(false);

        assertThat(plan.letters()).isEmpty();
        assertThat(plan.full()).isFalse();
    }

    @Test
    void asksForNoResultsWhereThereIsNoRequest() {
        PlanReplay planning = planning(false, 10);
        planning.offer(Letters.garbage(1, "a"));
        planning.plan(false);
        assertThat(asked).isEmpty();
    }

    @Test
    void aTallyDoesNotGrowWithWhatIsCounted() {
        Tally tally = new Tally();
        for (int i = 0; i < 1000; i++) {
            tally.add("cause " + i, new LetterId(0, i));
        }
        assertThat(tally.total()).isEqualTo(1000);
        assertThat(tally.counts()).hasSizeLessThan(40);
        assertThat(tally.counts().getFirst().what()).isEqualTo(Tally.OTHERS);
    }
}
