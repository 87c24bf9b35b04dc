package dev.tidings.scheduler.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.scheduler.hold.DueKey;
import dev.tidings.scheduler.hold.HeldEntry;
import dev.tidings.scheduler.hold.PendingCounts;
import dev.tidings.scheduler.show.Question.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllHoldsTest {
    private static final DueKey START = PageMark.from(Instant.EPOCH);

    private final Installation two = new Installation(Set.of(0, 2), Set.of(1, 3));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void pagesShowEveryEntryOnceAndInOrder(long seed) {
        Random random = new Random(seed);
        Installation three = new Installation(Set.of(0, 3, 4), Set.of(1), Set.of(2, 5));
        List<HeldEntry> all = new ArrayList<>();
        for (int i = 0; i < random.nextInt(400); i++) {
            HeldEntry entry = Samples.any(random, i);
            all.add(entry);
            three.put(random.nextInt(6), entry);
        }
        all.sort(Comparator.comparing(HeldEntry::key));

        List<HeldEntry> shown = new ArrayList<>();
        String[] instances = {"a:1", "b:1", "c:1"};
        DueKey after = START;
        boolean more = true;
        while (more) {
            Question page = new Question.Page(after, 1 + random.nextInt(40), Scope.ALL);
            Part part = answer(three.at(instances[random.nextInt(3)]).ask(page)).part();
            part.entries().forEach(found -> shown.add(found.entry()));
            more = part.more();
            after = shown.isEmpty() ? after : read(PageMark.of(shown.getLast().key()));
        }
        assertThat(shown).as("seed %d", seed).isEqualTo(all);
    }

    private static DueKey read(String cursor) {
        return PageMark.read(cursor).orElseThrow();
    }

    private static Holds.Answer answer(Holds holds) {
        assertThat(holds).isInstanceOf(Holds.Answer.class);
        return (Holds.Answer) holds;
    }

    private static Question page(int limit) {
        return new Question.Page(START, limit, Scope.ALL);
    }

    private static Question one(String id) {
        return new Question.One(id, Scope.ALL);
    }

    @Test
    void aPageThatTakesAllHasNoNext() {
        two.put(0, Samples.send("a", Samples.NOON)).put(1, Samples.send("b", Samples.NOON));
        assertThat(answer(two.at("a:1").ask(page(2))).part().more()).isFalse();
        assertThat(answer(two.at("a:1").ask(page(1))).part().more()).isTrue();
    }

    @Test
    void namesAnInstanceThatCannotBeReached() {
        two.put(0, Samples.send("a", Samples.NOON)).put(1, Samples.send("b", Samples.NOON));
        two.unreachable.add("b:1");

        Holds.Answer answer = answer(two.at("a:1").ask(page(10)));
        assertThat(answer.incomplete()).containsExactly("b:1");
        assertThat(answer.part().entries()).extracting(Found::instance).containsExactly("a:1");
    }

    @Test
    void namesAnInstanceThatRestoresAPartition() {
        two.close(3);
        two.view(0).close();
        assertThat(answer(two.at("a:1").ask(page(10))).incomplete()).containsExactly("a:1", "b:1");
    }

    @Test
    void namesNobodyWhereAPartitionIsSeenAtItsNewPlace() {
        Installation moved = new Installation(Set.of(0), Set.of(1));
        moved.close(1);
        moved.views("a:1").open(1).shows(moved.view(1), new PendingCounts());
        moved.put(1, Samples.send("b", Samples.NOON));

        Holds.Answer answer = answer(moved.at("a:1").ask(page(10)));
        assertThat(answer.incomplete()).isEmpty();
        assertThat(answer.part().entries()).hasSize(1);
    }

    @Test
    void showsOnceWhatIsSeenAtTwoPlaces() {
        two.views("b:1").open(0).shows(two.view(0), new PendingCounts());
        two.put(0, Samples.send("a", Samples.NOON));
        assertThat(answer(two.at("a:1").ask(page(10))).part().entries()).hasSize(1);
    }

    @Test
    void askedByAnotherInstanceItAsksNobody() {
        two.put(0, Samples.send("a", Samples.NOON)).put(1, Samples.send("b", Samples.NOON));
        Holds.Answer answer = answer(two.at("a:1").ask(new Question.Page(START, 10, Scope.LOCAL)));
        assertThat(answer.part().partitions()).containsExactlyInAnyOrder(0, 2);
        assertThat(answer.part().entries()).hasSize(1);
        assertThat(two.asked).isEmpty();
    }

    @Test
    void asksNobodyForAnEntryOfItsOwn() {
        two.put(2, Samples.send("a", Samples.NOON));
        assertThat(answer(two.at("a:1").ask(one("a"))).part().entries()).hasSize(1);
        assertThat(two.asked).isEmpty();
    }

    @Test
    void asksTheOwnerOfAnEntryFirstAndThenNoOther() {
        Installation three = new Installation(Set.of(0), Set.of(1), Set.of(2));
        three.owners.put("r", "c:1");
        three.put(2, Samples.send("r", Samples.NOON));
        assertThat(answer(three.at("a:1").ask(one("r"))).part().entries())
                .extracting(Found::partition)
                .containsExactly(2);
        assertThat(three.asked).containsExactly("c:1");
    }

    @Test
    void findsAnEntryWhoseProducerChosePartitionsInAnotherWay() {
        Installation three = new Installation(Set.of(0), Set.of(1), Set.of(2));
        three.owners.put("r", "c:1");
        three.put(1, Samples.send("r", Samples.NOON));
        assertThat(answer(three.at("a:1").ask(one("r"))).part().entries()).hasSize(1);
    }

    @Test
    void doesNotSayThatNothingIsHeldWhereNotAllCouldBeAsked() {
        two.unreachable.add("b:1");
        assertThat(answer(two.at("a:1").ask(one("r"))).incomplete()).containsExactly("b:1");
    }

    @Test
    void saysNothingBeforeItKnowsTheOthers() {
        Instances unknown = new Samples.Known("a:1", true, List.of(), two.owners);
        AllHolds holds = new AllHolds(unknown, new LocalHolds(two.views("a:1"), unknown), two, Runnable::run);
        assertThat(holds.ask(page(1))).isInstanceOf(Holds.Restoring.class);
    }
}
