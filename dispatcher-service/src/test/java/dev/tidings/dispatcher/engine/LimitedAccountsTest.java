package dev.tidings.dispatcher.engine;

import static dev.tidings.dispatcher.dispatch.Tasks.NOW;
import static dev.tidings.dispatcher.dispatch.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.abilities.Limits.PerRecipient;
import dev.tidings.contract.AttemptFinished;
import dev.tidings.contract.AttemptStarted;
import dev.tidings.contract.OutcomeKind;
import dev.tidings.contract.RetryHold;
import dev.tidings.dispatcher.channel.AccountLimits;
import dev.tidings.dispatcher.channel.Outcome;
import dev.tidings.runtime.trace.Tracing;
import dev.tidings.topics.Lane;
import dev.tidings.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an account's limits and its breaker make of tasks. This instance has one of four partitions. */
class LimitedAccountsTest {
    private final Turntable bench = new Turntable();
    private final List<Instant> called = new ArrayList<>();

    LimitedAccountsTest() {
        bench.channels.script = task -> {
            called.add(bench.clock.instant());
            return new Outcome.Accepted("wamid." + task.requestId());
        };
    }

    private void limit(int perSecond) {
        bench.channels.limits = new AccountLimits(perSecond, null, null);
    }

    /** The second with which a rate begins is over. */
    private void begun() {
        bench.turn();
        bench.pass(Duration.ofMillis(1100));
    }

    private void feed(int from, int to) {
        feedOnly(from, to);
        bench.run();
    }

    private List<RetryHold> holds() {
        return bench.events(Topics.HOLDS).stream().map(RetryHold.class::cast).toList();
    }

    private List<Duration> waits() {
        return holds().stream()
                .map(hold -> Duration.between(bench.clock.instant(), hold.dueAt()))
                .toList();
    }

    @Test
    void sendsAtItsShareOfTheLimit() {
        limit(80);
        bench.assign();
        feed(0, 40);
        for (int i = 0; i < 160; i++) {
            bench.pass(Duration.ofMillis(20));
            bench.run();
        }
        assertThat(called).hasSize(40);
        assertThat(Duration.between(NOW, called.getLast())).isBetween(Duration.ofMillis(2850), Duration.ofMillis(2960));
        assertThat(called)
                .allMatch(at -> called.stream()
                                .filter(other -> !other.isBefore(at) && other.isBefore(at.plusSeconds(1)))
                                .count()
                        <= 20);
    }

    @Test
    void aMessageOfSeveralPartsTakesAsManyOfTheRate() {
        limit(80);
        bench.channels.parts = _ -> 5;
        bench.assign();
        begun();
        feed(0, 12);
        for (int i = 0; i < 160; i++) {
            bench.pass(Duration.ofMillis(20));
            bench.run();
        }
        assertThat(called).hasSize(12);
        assertThat(called)
                .as("of 20 parts a second")
                .allMatch(at -> called.stream()
                                .filter(other -> !other.isBefore(at) && other.isBefore(at.plusSeconds(1)))
                                .count()
                        <= 4);
    }

    @Test
    void whatIsTurnedAwayComesBackAsFarApartAsItsPartsTake() {
        limit(40);
        bench.channels.parts = task -> task.requestId().equals("r2") ? 5 : 3;
        bench.channels.script = _ -> new Outcome.Throttled("too fast", "130429", Duration.ofSeconds(20), false);
        bench.assign();
        begun();
        feed(0, 1);
        feed(1, 5);
        assertThat(bench.channels.calls).containsExactly("r0");
        List<Duration> booked = bench.events(Topics.ATTEMPTS).stream()
                .filter(AttemptFinished.class::isInstance)
                .map(Turntable::end)
                .filter(end -> !end.requestId().equals("r0"))
                .map(AttemptFinished::retryAfter)
                .toList();
        // Ten a second, and the margin of the rate.
        assertThat(booked)
                .containsExactly(
                        Duration.ofSeconds(20),
                        Duration.ofMillis(20_000 + 3 * 102),
                        Duration.ofMillis(20_000 + (3 + 5) * 102),
                        Duration.ofMillis(20_000 + (3 + 5 + 3) * 102));
    }

    @Test
    void nobodyIsHeldForTheSecondWithWhichARateBegins() {
        limit(40);
        bench.assign();
        feed(0, 300);
        bench.pass(Duration.ofMillis(900));
        bench.run();
        assertThat(holds()).isEmpty();
        assertThat(called).isEmpty();
    }

    @Test
    void whatFindsNoRoomIsHeldUntilThereIs() {
        limit(40);
        bench.assign();
        begun();
        feed(0, 300);
        // One goes at once, an eighth of the lane's buffer waits here, the others do not.
        int waiting = 1024 / 8;
        assertThat(holds()).hasSize(300 - waiting - 1);
        assertThat(holds()).allMatch(hold -> hold.task().attempt() == 2);
        // Three seconds, less what has passed while others were sent.
        assertThat(waits()).allMatch(wait -> wait.compareTo(Duration.ofSeconds(2)) > 0);
        assertThat(waits().getLast()).isGreaterThan(Duration.ofSeconds(15));
        assertThat(bench.results()).hasSameSizeAs(called);
        assertThat(bench.counted("tidings.tasks.postponed")).isEqualTo(holds().size());
        assertThat(bench.counted("tidings.account.postponed")).isEqualTo(holds().size());
    }

    @Test
    void whoFindsItClosedWaitsForThreeSecondsAndNoLonger() {
        limit(4);
        bench.assign();
        feed(0, 10);
        bench.pass(Duration.ofMillis(2900));
        bench.run();
        assertThat(holds()).isEmpty();
        bench.pass(Duration.ofMillis(150));
        bench.run();
        assertThat(holds()).isNotEmpty();
    }

    @Test
    void whatWasTurnedAwayIsJournaledAsOver() {
        limit(4);
        bench.assign();
        feed(0, 1);
        bench.pass(Duration.ofSeconds(3));
        feed(1, 400);
        AttemptFinished finished = bench.events(Topics.ATTEMPTS).stream()
                .filter(AttemptFinished.class::isInstance)
                .map(AttemptFinished.class::cast)
                .filter(event -> event.outcome() == OutcomeKind.THROTTLED
                        && event.requestId().equals("r399"))
                .findFirst()
                .orElseThrow();
        assertThat(finished.detail()).isEqualTo("the account has no room for it now: rate");
        assertThat(bench.events(Topics.ATTEMPTS))
                .filteredOn(AttemptStarted.class::isInstance)
                .noneMatch(event -> ((AttemptStarted) event).requestId().equals(finished.requestId()));
    }

    @Test
    void whoseValidityEndsBeforeThereIsRoomExpiresAtOnce() {
        limit(4);
        bench.assign();
        begun();
        for (int i = 0; i < 200; i++) {
            bench.feed(
                    i,
                    task("r" + i).to("key" + i).validFor(Duration.ofSeconds(5)).make());
        }
        bench.turn();
        bench.run();
        assertThat(bench.results()).contains("r199:EXPIRED");
    }

    @Test
    void aPauseOfTheProviderHoldsBackItsAccount() {
        bench.channels.script = _ -> new Outcome.Throttled("too fast", "130429", Duration.ofSeconds(20), false);
        bench.assign();
        feed(0, 1);
        feed(1, 5);
        assertThat(bench.channels.calls).containsExactly("r0");
        assertThat(holds()).hasSize(5);
        assertThat(waits()).allMatch(wait -> wait.compareTo(Duration.ofSeconds(20)) >= 0);
    }

    @Test
    void aRecipientThatGetsTooMuchHoldsBackNobodyElse() {
        bench.channels.script = _ -> new Outcome.Throttled("too often", "131056", null, true);
        bench.assign();
        feed(0, 5);
        assertThat(bench.channels.calls).hasSize(5);
    }

    @Test
    void noMoreGoesToARecipientThanTheProviderTakes() {
        bench.channels.limits = new AccountLimits(null, null, new PerRecipient(Duration.ofSeconds(6), 2));
        bench.assign();
        for (int i = 0; i < 4; i++) {
            bench.feed(2L * i, task("ann" + i).to("ann").make());
            bench.feed(2L * i + 1, task("bob" + i).to("bob" + i).make());
        }
        bench.turn();
        bench.run();
        assertThat(bench.channels.calls).contains("ann0", "ann1", "bob3").doesNotContain("ann2", "ann3");
        assertThat(waits()).hasSize(2).allMatch(wait -> wait.compareTo(Duration.ofSeconds(6)) >= 0);
    }

    @Test
    void anAccountThatDoesNotAnswerIsLeftAloneAndItsTasksComeBack() {
        bench.channels.script = _ -> {
            called.add(bench.clock.instant());
            return new Outcome.Unreachable("no connection");
        };
        bench.assign();
        feed(0, 100);
        assertThat(called).hasSize(20);
        assertThat(holds()).hasSize(100);
        assertThat(waits().getLast()).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        assertThat(bench.committedOffset()).isEqualTo(-1);
        bench.commit();
        assertThat(bench.committedOffset()).isEqualTo(100);
    }

    @Test
    void beginsToSendOnlyWhenItHasItsShare() {
        limit(4);
        Instant begin = NOW;
        bench.assign();
        feed(0, 3);
        bench.pass(Duration.ofSeconds(1));
        bench.run();
        assertThat(called).isNotEmpty().allMatch(at -> at.isAfter(begin.plusMillis(1000)));
    }

    @Test
    void anAccountThatWasSwitchedOffMeanwhileGoesOnAsBefore() {
        limit(40);
        bench.assign();
        feed(0, 100);
        bench.channels.isEnabled = false;
        bench.pass(Duration.ofSeconds(2));
        bench.run();
        assertThat(bench.results()).contains("r99:FAILED");

        bench.channels.isEnabled = true;
        called.clear();
        feed(100, 120);
        for (int i = 0; i < 60; i++) {
            bench.pass(Duration.ofMillis(50));
            bench.run();
        }
        assertThat(called).hasSize(20);
    }

    @Test
    void whoHasAnAnswerMakesRoomAlsoWhileItCannotBeWritten() {
        bench.channels.limits = new AccountLimits(null, 1, null);
        bench.assign();
        List<Integer> begun = new ArrayList<>();
        bench.channels.script = task -> {
            if (task.requestId().equals("r0")) {
                bench.failPublishing(1, () -> begun.add(bench.tasks.size()));
            }
            return new Outcome.Accepted("wamid." + task.requestId());
        };
        feedOnly(0, 3);
        assertThat(bench.tasks).hasSize(1);
        bench.runOne();
        assertThat(begun).as("during the pause").containsExactly(1);
        assertThat(bench.tasks).as("none for the room that r0 has left already").hasSize(1);
        bench.run();
        assertThat(bench.results()).containsExactly("r0:SENT", "r1:SENT", "r2:SENT");
    }

    @Test
    void noMoreIsCalledAtOnceThanMayBeHoweverManyHaveBeen() {
        bench.channels.limits = new AccountLimits(null, 2, null);
        bench.assign();
        feed(0, 10);
        assertThat(called).hasSize(10);
        feedOnly(10, 20);
        assertThat(bench.tasks).hasSize(2);
    }

    @Test
    void aCallThatHangsLeavesTheRoomToOtherAccountsAlsoWhereMoreComesForItsRecipient() {
        bench.channels.limits = new AccountLimits(null, 1, null);
        bench.assign();
        int room = 1024;
        List<Integer> held = new ArrayList<>();
        bench.channels.script = task -> {
            if (task.requestId().equals("h0")) {
                bench.pass(Duration.ofSeconds(1));
                for (int i = 2; i < 2 * room; i += 2) {
                    bench.feed(i, task("h" + i).to("ann").make());
                    bench.feed(i + 1, task("o" + i).to("key" + i).over("viber").make());
                    bench.pass(Duration.ofMillis(20));
                    bench.run();
                    assertThat(bench.results()).last().isEqualTo("o" + i + ":SENT");
                }
                held.add(holds().size());
            }
            return new Outcome.Accepted("wamid." + task.requestId());
        };
        bench.feed(0, task("h0").to("ann").make());
        bench.turn();
        bench.run();
        int waited = room - 1 - held.getFirst();
        assertThat(waited).as("an eighth, and what came since the last look").isBetween(room / 8, room / 8 + 5);
        assertThat(holds()).hasSize(held.getFirst());
        assertThat(bench.channels.calls.stream().filter(id -> id.startsWith("h")))
                .hasSize(1 + waited)
                .isSortedAccordingTo(Comparator.comparingInt(id -> Integer.parseInt(id.substring(1))));
    }

    @Test
    void accountsThatHangTogetherLeaveRoomToTheOthers() {
        Turntable hall = new Turntable(64, null, Tracing.OFF, List.of(Lane.values()));
        hall.assign();
        for (int i = 0; i < 150; i++) {
            String channel = List.of("whatsapp", "messenger", "instagram").get(i % 3);
            hall.feed(i, task("h" + i).to("key" + i).over(channel).make());
        }
        hall.turn();
        int hanging = hall.tasks.size();
        assertThat(hanging).as("none of them ever ends").isBetween(50, 56);
        for (int i = 150; i < 170; i++) {
            hall.feed(i, task("o" + i).to("key" + i).over("viber").make());
        }
        hall.turn();
        for (int i = 150; i < 170; i++) {
            hall.tasks.removeLast().run();
        }
        assertThat(hall.results()).hasSize(20).allMatch(result -> result.startsWith("o"));
        assertThat(hall.tasks).hasSize(hanging);
    }

    private void feedOnly(int from, int to) {
        for (int i = from; i < to; i++) {
            bench.feed(i, task("r" + i).to("key" + i).make());
        }
        bench.turn();
    }
}
